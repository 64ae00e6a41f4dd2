event-enrolment = Initial enrolment
event-birth = Birth registered
event-death = Death registered
event-marriage = Marriage registered
event-residence-registered = Residence registered
event-residence-moved = Moved
event-correction = Correction
event-number-cancelled = Personal number cancelled
event-number-reestablished = Personal number re-established

event-left = Moved away from
event-place = Place
event-number-given = Number given
event-number-withdrawn = Number cancelled
event-reason = Reason
event-source = Source
event-corrected-later = Corrected later

timeline-recorded = recorded
