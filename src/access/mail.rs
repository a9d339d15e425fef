//! Mail: links are sent where an SMTP server is set; nothing else ever is.

use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

/// A way to send mail.
#[derive(Clone, Debug)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    sender: Mailbox,
}

/// Why a letter could not be sent. What it holds is not told: it may bear a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the mail could not be sent: {0}")]
pub struct MailError(String);

impl Mailer {
    /// A mailer over the server at `address`: `smtps://user:password@host`, `smtp://host:25`, or
    /// `smtp://host:587?tls=required`; `sender` is an e-mail address, with or without a name.
    ///
    /// # Errors
    /// [`MailError`] where either cannot be read.
    pub fn new(address: &str, sender: &str) -> Result<Self, MailError> {
        let told = |error: &dyn std::fmt::Display| MailError(error.to_string());
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(address).map_err(|error| told(&error))?.build();
        Ok(Self { transport, sender: sender.parse().map_err(|error| told(&error))? })
    }

    /// Sends a letter of plain text.
    ///
    /// # Errors
    /// [`MailError`] where the address is none, or the server does not take it.
    pub async fn send(&self, to: &str, subject: &str, text: String) -> Result<(), MailError> {
        let told = |error: &dyn std::fmt::Display| MailError(error.to_string());
        let letter = Message::builder()
            .from(self.sender.clone())
            .to(to.parse().map_err(|error| told(&error))?)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(text)
            .map_err(|error| told(&error))?;
        self.transport.send(letter).await.map_err(|error| told(&error))?;
        Ok(())
    }
}
