//! Jalons: see `jalons --help`.

fn main() -> jalons::cli::Exit {
    jalons::cli::main()
}
