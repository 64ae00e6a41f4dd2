//! What was found, said as it is found.

/// Findings so far.
#[derive(Default)]
pub(super) struct Findings {
    fine: usize,
    wrong: usize,
}

/// Something has to be mended.
pub(super) struct SomethingIsWrong;

impl Findings {
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
