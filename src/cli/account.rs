//! `jalons account`: the accounts of those who may change dates. A password is never printed: a link that serves once
//! lets its holder choose one.

use chrono::NaiveDate;

use super::{CliError, Exit, open_existing};
use crate::{
    access::{
        self, AccessError,
        account::{self, Account, NewAccount},
        link,
        mail::Mailer,
        token::{self, Scope},
    },
    config::Config,
    programme::live::Live,
};

/// The arguments of `account`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "Examples:
  jalons account add admin@region.example --name \"Administration\" --role administrator
  jalons account add agent@region.example --name \"Claude Martin\" --role official --region 32
  jalons account list
  jalons account reset agent@region.example
  jalons account disable agent@region.example
  jalons account token agent@region.example --name \"tableau de bord\" --scope change_dates --until 2027-06-30

The link that is printed serves once, for three days; where --smtp is set it is sent by mail too. Exit code 3: refused.";

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Make an account, and print the link by which its holder chooses a password
    #[command(
        after_help = "Example: jalons account add agent@region.example --name \"Claude Martin\" --role official --region 32"
    )]
    Add {
        /// What its holder signs in with: an e-mail address, or another name without spaces
        login: String,
        /// Its holder's name, which officials see and the public never does
        #[arg(long)]
        name: String,
        /// Its role
        #[arg(long, value_parser = ["official", "national", "administrator", "auditor"])]
        role: String,
        /// A region of an official, by INSEE code; may be given several times
        #[arg(long, value_name = "CODE")]
        region: Vec<String>,
    },
    /// List the accounts
    #[command(after_help = "Example: jalons account list")]
    List,
    /// Disable an account: its sessions and tokens serve no more
    #[command(after_help = "Example: jalons account disable agent@region.example")]
    Disable {
        /// What its holder signs in with
        login: String,
    },
    /// Enable an account that was disabled
    #[command(after_help = "Example: jalons account enable agent@region.example")]
    Enable {
        /// What its holder signs in with
        login: String,
    },
    /// Print a link by which its holder chooses a new password; links printed before serve no more
    #[command(after_help = "Example: jalons account reset agent@region.example")]
    Reset {
        /// What its holder signs in with
        login: String,
    },
    /// Make a token of an account, and print it: a program shows it in place of a session
    #[command(
        after_help = "Example: jalons account token agent@region.example --name \"tableau de bord\" --scope change_dates --until 2027-06-30\n\n\
            It is printed once and kept as a hash. A program sends it as `Authorization: Bearer …`."
    )]
    Token {
        /// What its holder signs in with
        login: String,
        /// What its holder calls it
        #[arg(long)]
        name: String,
        /// What it may be used for; may be given several times
        #[arg(long, required = true, value_parser = ["read_drafts", "change_dates", "import"])]
        scope: Vec<String>,
        /// The last day on which it serves, within a year
        #[arg(long, value_name = "DAY")]
        until: NaiveDate,
    },
}

pub(super) async fn run(args: &Args, config: &Config) -> Result<Exit, CliError> {
    let live = open_existing(config).await?;
    match act(&args.action, &live, config).await {
        Ok(()) => Ok(Exit::Done),
        Err(error @ (AccessError::Invalid { .. } | AccessError::Unknown(_) | AccessError::Disabled(_))) => {
            eprintln!("jalons: {error}");
            Ok(Exit::Refused)
        }
        Err(error) => Err(error.into()),
    }
}

async fn act(action: &Action, live: &Live, config: &Config) -> Result<(), AccessError> {
    let (store, now) = (live.store(), live.time.now());
    match action {
        Action::Add { login, name, role, region } => {
            let new =
                NewAccount { login: login.clone(), name: name.clone(), role: role.clone(), regions: region.clone() };
            let record = live.record();
            new.check_regions(|code| record.find(&code.key()).is_some())?;
            let account = account::create(store, &new, now).await?;
            invite(live, config, &account).await?;
        }
        Action::List => {
            for account in account::all(store).await? {
                println!("{}", line(&account));
            }
        }
        Action::Disable { login } => {
            access::shut_out(store, named(live, login).await?.id, now).await?;
            println!("{login}: disabled; its sessions and tokens serve no more");
        }
        Action::Enable { login } => {
            account::disable(store, named(live, login).await?.id, None).await?;
            println!("{login}: enabled");
        }
        Action::Token { login, name, scope, until } => {
            let account = self::named(live, login).await?;
            let scopes: Vec<Scope> = scope.iter().filter_map(|name| Scope::named(name)).collect();
            // Alone on its line, for scripts.
            println!("{}", token::create(store, &account, (name, &scopes, *until), now).await?.reveal());
        }
        Action::Reset { login } => invite(live, config, &named(live, login).await?).await?,
    }
    Ok(())
}

async fn named(live: &Live, login: &str) -> Result<Account, AccessError> {
    account::named(live.store(), login).await?.ok_or(AccessError::Unknown("account"))
}

/// Prints a link, and sends it where mail can be sent.
async fn invite(live: &Live, config: &Config, account: &Account) -> Result<(), AccessError> {
    let secret = link::create(live.store(), account, live.time.now()).await?;
    println!("{}: choose a password here, once, within {} hours:", account.login, link::HOURS);
    println!("{}", link::address(&config.site, &secret));
    if let Some((server, sender)) = &config.smtp
        && account.login.contains('@')
    {
        let (subject, text) = link::letter(&config.site, account, &secret);
        let sent = match Mailer::new(server, sender) {
            Ok(mailer) => mailer.send(&account.login, subject, text).await,
            Err(error) => Err(error),
        };
        match sent {
            Ok(()) => println!("sent to {}", account.login),
            Err(error) => eprintln!("jalons: {error}"),
        }
    }
    Ok(())
}

fn line(account: &Account) -> String {
    let regions: Vec<String> = account.regions.iter().map(ToString::to_string).collect();
    let state = match (&account.disabled_at, account.has_password) {
        (Some(moment), _) => format!("disabled {}", moment.format("%Y-%m-%d")),
        (None, false) => "invited".to_owned(),
        (None, true) => "active".to_owned(),
    };
    format!("{:32}  {:13}  {:11}  {state:20}  {}", account.login, account.role.name(), regions.join(","), account.name)
}
