proposals-title = Waiting for a second officer
proposals-lead = Serious actions take effect only after another officer has reviewed and approved them.
proposals-waiting = Waiting for your decision
proposals-more-wait = More are waiting than are listed. Decide those that have waited longest, and the next will follow.
proposals-none-waiting = Nothing is waiting for you.
proposals-own = Proposed by you
proposals-back = Waiting for a decision

proposal-act = Action
proposal-proposer = Proposed by
proposal-proposed-at = Proposed at
proposal-waits-until = Waits until
proposal-standing = Status
proposal-waiting = Waiting
proposal-approved = Carried out
proposal-rejected = Rejected
proposal-void = Void
proposal-expired = Expired
proposal-void-help = The records have changed since this was proposed, so it cannot be carried out any more. If it is still needed, propose it again on the records as they are.
proposal-expired-help = Nobody decided within 14 days. If it is still needed, propose it again.
proposal-changes = What would change
proposal-reason = Reason given
proposal-basis = Supporting decision or document
proposal-verdict = Decision
proposal-decider = Decided by
proposal-decided-at = Decided at
proposal-decision-reason = Reason for the decision
proposal-decision-reason-hint = 10 to 200 characters. The proposer will read it.
proposal-decide = Your decision
proposal-decide-act = Send the decision
proposal-decision = Do you agree?
proposal-approve = Approve
proposal-approve-hint = It takes effect at once, in your name and that of your authority.
proposal-reject = Reject
proposal-error-nothing-chosen = Choose to approve or to reject
proposal-error-reason = Enter a reason of 10 to 200 characters

act-merge-duplicate = Merge two records of one person
act-order-protection = Protect a person’s record
act-lift-protection = End the protection of a person’s record
act-cancel-number = Cancel a personal number
act-appoint = Appoint an officer
act-end-appointment = End an officer’s appointment
act-survivor = Record to keep
act-duplicate = Duplicate record
act-person = Person concerned
act-officers = Officers who may see it
act-cancellation = Why the number is cancelled
act-officer = Officer
act-role = Role
act-authority = Authority
act-last-day = Last day

role-registrar = Registrar
role-residence-officer = Residence officer
role-card-officer = Identity card officer
role-reviewer = Reviewer
role-auditor = Auditor
role-inspector = Inspector
role-statistician = Statistician
role-agency-data-officer = Agency data officer
role-administrator = Administrator

appointment-propose = Propose an appointment or its end
propose-lead = Another officer decides this within 14 days. Until then nothing changes.
propose-merge-duplicate = Propose to merge a duplicate record
propose-order-protection = Propose protection
propose-lift-protection = Propose to end protection
propose-cancel-number = Propose to cancel the personal number
propose-appointment = Propose an appointment or its end
propose-duplicate = Personal number of the duplicate record
propose-duplicate-hint = That record will be merged into the one above.
propose-officers = Who may still see this person?
propose-officers-hint = User names, one per line. The officer who decides must be among them to see the person afterwards.
propose-what = Action
propose-login = The officer’s user name
propose-authority-hint = Type its name, for example: công an phường Hồng Hà, Hà Nội
propose-day = Date
propose-day-hint = The first day of a new appointment, or the last day of one that ends.
propose-reason-hint = 10 to 200 characters, so that the other officer can decide.
propose-act = Send the proposal
propose-error-duplicate = Enter the personal number of another record in the register
propose-error-officers = Enter existing user names, one per line
propose-error-cancellation = Choose why the number is cancelled
propose-error-what = Choose whether to appoint or to end
propose-error-login = No officer has this user name
propose-error-role = Choose a role
propose-error-authority = No such authority was found. Enter its name and that of the province
propose-error-day = Enter a date that exists
propose-error-no-appointment = The officer does not hold that role at that authority today

act-refused-not-appointed = None of your appointments today allows this.
act-refused-otherwise = With the records as they are, this cannot be carried out.
act-refused-outside = The person or authority concerned is outside your area.
act-refused-same-record = Both numbers belong to the same record.
act-refused-records-differ = The records differ. Enter the basis: the number of the decision or report that found them to be one person.
act-refused-keep-the-other = The duplicate has a personal number in force and this record has none. Keep the one with the number.
act-refused-protection-differs = One record is protected and the other is not, or not by the same order.
act-refused-no-officers = Name at least one officer who may see the person.
act-refused-nothing-changes = The person is protected already, and the same officers may see them.
act-refused-not-protected = The person is not protected.
act-refused-no-number = The person has no personal number in force.
act-refused-no-such-change = The number matches the sex and the year of birth on record, so that is no reason to cancel it.
act-refused-changed = Somebody has just changed the record. Look at it again, then propose again.
act-refused-dead = The person has died.
act-refused-merged = This record was merged into another one of the same person.
act-refused-role-not-there = That role is not held at that authority.
act-refused-holds-already = The officer holds that role there already.
act-refused-roles-exclude = The officer holds a role that cannot be held together with this one.
act-refused-authority-not-then = That authority does not exist on those dates.
act-refused-not-begun = The appointment begins after that date.
act-refused-ends-earlier = The appointment ended before that date.

home-proposals-many = More than { $count } acts wait for your decision
home-proposals = { $count ->
    [one] One act waits for your decision
   *[other] { $count } acts wait for your decision
 }
home-break-glass = { $count ->
    [one] One record was opened in an emergency in the last 7 days
   *[other] { $count } records were opened in an emergency in the last 7 days
 }
person-proposals = Actions that need a second officer
propose-authority-which = Choose the right authority
propose-error-authority-which = Several authorities fit: choose one
authority-of = of { $unit }
