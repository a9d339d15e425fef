//! Jalons: see `jalons --help`.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> jalons::cli::Exit {
    jalons::cli::main()
}
