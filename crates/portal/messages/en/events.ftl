event-enrolment = Initial enrolment
event-birth = Birth registered
event-death = Death registered
event-spouse-death = Husband or wife died
event-marriage = Marriage registered
event-residence-registered = Residence registered
event-residence-moved = Moved
event-correction = Correction
event-number-cancelled = Personal number cancelled
event-number-reestablished = Personal number re-established

event-place = Place
event-number-given = Number given
event-number-withdrawn = Number cancelled
event-married-on = Date of marriage
event-reason = Reason

cancelled-sex-determined = The sex was determined anew
cancelled-birth-year-corrected = The year of birth was corrected
cancelled-given-in-error = Given in error
cancelled-forged-papers = The papers were forged

event-source = Source
event-corrected-later = Corrected later

timeline-recorded = Recorded
timeline-position = position { $position } in the journal
timeline-since-birth = Since birth,
timeline-no-position = waiting for its place in the journal
