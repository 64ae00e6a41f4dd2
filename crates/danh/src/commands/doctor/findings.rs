//! What was found, said as it is found.

use danh_operation::{Finding, Standing};
use danh_portal::language::Language;
use danh_portal::locale::Locale;
use danh_portal::messages::Message;
use danh_portal::pages::operator::words;

/// Findings so far.
#[derive(Default)]
pub(super) struct Findings {
    fine: usize,
    wrong: usize,
}

/// Something has to be mended.
pub(super) struct SomethingIsWrong;

impl Findings {
    /// A fact, in the words of the operator's page.
    pub(super) fn tell(&mut self, finding: &Finding) {
        let sentence = in_english(&words::sentence(finding));
        let remedy = finding.remedy.as_ref().map(words::remedy);
        let remedy = remedy.map(|it| in_english(&it)).unwrap_or_default();
        match finding.standing {
            Standing::Fine => self.fine(&sentence),
            Standing::Note => self.note(&sentence, &remedy),
            Standing::Wrong => self.wrong(&sentence, &remedy),
        }
    }

    /// As it should be.
    pub(super) fn fine(&mut self, sentence: &str) {
        self.fine += 1;
        println!("  ok    {sentence}");
    }

    /// Not wrong yet; something to do all the same.
    pub(super) fn note(&mut self, sentence: &str, what_to_do: &str) {
        self.fine += 1;
        println!("  note  {sentence}");
        println!("        {what_to_do}");
    }

    /// Wrong, and what to do.
    pub(super) fn wrong(&mut self, sentence: &str, what_to_do: &str) {
        self.wrong += 1;
        println!("  WRONG {sentence}");
        println!("        {what_to_do}");
    }

    /// The last line.
    pub(super) fn close(self) -> Result<(), SomethingIsWrong> {
        if self.wrong == 0 {
            println!("nothing is wrong");
            return Ok(());
        }
        println!("{} of {} to mend", self.wrong, self.fine + self.wrong);
        Err(SomethingIsWrong)
    }
}

/// As the doctor says everything: in English, with the marks of a terminal, beginning small and without a full stop.
fn in_english(message: &Message) -> String {
    let said = Locale::of(Language::English).say(message);
    let said = said.replace('’', "'").replace(['“', '”'], "`");
    let said = said.strip_suffix('.').unwrap_or(&said);
    let mut letters = said.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}
