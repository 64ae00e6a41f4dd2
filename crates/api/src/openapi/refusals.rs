//! What the register may refuse of each operation.

use utoipa::openapi::path::Operation;

use crate::problem::{Refusal, refusal};

/// What the register may refuse of an operation.
pub(super) fn refusals_of(operation: &Operation) -> Vec<&'static Refusal> {
    let operation = operation.operation_id.as_deref().unwrap_or_default();
    let of_kind = of_civil_status(operation)
        .or_else(|| of_family(operation))
        .or_else(|| of_residence(operation))
        .or_else(|| of_cards(operation));
    let of_kind = of_kind.or_else(|| of_proposals(operation));
    let Some(of_kind) = of_kind else {
        return Vec::new();
    };
    let of_subjects = refusal::subject::ALL.iter().copied();
    of_subjects.chain(of_kind).collect()
}

type Refusals = Option<Vec<&'static Refusal>>;

fn of_civil_status(operation: &str) -> Refusals {
    use refusal::{
        birth, correction, day, death, determination, marriage, marriage_end, nationality,
    };
    Some(match operation {
        "birth_register" => birth::ALL.to_vec(),
        "death_register" => with(death::ALL, &[&birth::UNKNOWN_UNIT]),
        "marriage_register" => marriage::ALL.to_vec(),
        "divorce_register" | "annulment_register" => with(
            marriage_end::ALL,
            &[&marriage::MARRIES_ONESELF, &marriage::MARITAL_EVENT_LATER],
        ),
        "correction_record" => with(correction::ALL, &[&birth::UNKNOWN_UNIT]),
        "name_change_register" => with(&[&day::NOTHING_CHANGES], OF_DAY_IN_LIFE),
        "ethnicity_determine" => [
            &[
                &determination::NOT_OF_PARENTS,
                &day::NOTHING_CHANGES,
                &day::DECISION_NOT_YET_IN_FORCE,
            ],
            OF_DAY_IN_LIFE,
        ]
        .concat(),
        "sex_determine" => with(
            &[&determination::MARRIAGE_STANDS, &day::NOTHING_CHANGES],
            OF_DAY_IN_LIFE,
        ),
        "nationality_change_enter" => with(nationality::ALL, OF_DECISION),
        _ => return None,
    })
}

fn of_family(operation: &str) -> Refusals {
    use refusal::{adoption, birth, day, guardianship, missing, recognition};
    Some(match operation {
        "recognition_register" => [
            recognition::ALL,
            &[
                &birth::PARENT_OF_OTHER_SEX,
                &birth::PARENT_NOT_OLDER,
                &birth::PARENT_DEAD,
                &day::DECISION_NOT_YET_IN_FORCE,
            ],
            OF_DAY_IN_LIFE,
        ]
        .concat(),
        "adoption_register" => {
            let all = with(adoption::ALL, OF_DAY_IN_LIFE);
            all.into_iter()
                .filter(|refusal| *refusal != &adoption::NOT_ADOPTED)
                .collect()
        }
        "adoption_end_enter" => with(&[&adoption::NOT_ADOPTED], OF_DAY_IN_LIFE),
        "guardianship_register" => {
            let all = with(guardianship::ALL, OF_DAY_IN_LIFE);
            let all = all.into_iter();
            all.filter(|refusal| *refusal != &guardianship::NOT_THE_GUARDIAN)
                .chain([&day::DECISION_NOT_YET_IN_FORCE])
                .collect()
        }
        "guardianship_end_register" => with(&[&guardianship::NOT_THE_GUARDIAN], OF_DAY_IN_LIFE),
        "missing_declaration_enter" => with(&[&missing::ALREADY_MISSING], OF_DECISION),
        "return_enter" => with(&[&missing::NOT_DECLARED], OF_DECISION),
        _ => return None,
    })
}

fn of_residence(operation: &str) -> Refusals {
    use refusal::temporary_residence as temporary;
    use refusal::{
        abode, absence, day, declaration, household, residence, residence_deletion, stay,
    };
    Some(match operation {
        "residence_register" => with(residence::ALL, &[&day::DAY_IN_FUTURE, &day::DAY_TOO_EARLY]),
        "temporary_residence_register" => [
            &[
                &temporary::SHORTER_THAN_TEMPORARY,
                &temporary::LONGER_THAN_TEMPORARY,
                &temporary::IN_COMMUNE_OF_HOME,
                &residence::UNKNOWN_COMMUNE,
            ],
            OF_DAY,
        ]
        .concat(),
        "temporary_residence_extend" => [
            &[
                &temporary::LONGER_THAN_TEMPORARY,
                &temporary::NO_TEMPORARY_RESIDENCE,
                &temporary::EXTENDED_TOO_SOON,
                &temporary::NOT_LONGER,
            ],
            OF_DAY,
        ]
        .concat(),
        "temporary_residence_delete" => with(&[&temporary::NO_TEMPORARY_RESIDENCE], OF_DAY),
        "residence_delete" => with(residence_deletion::ALL, OF_DAY),
        "absence_declare" => {
            let all = with(absence::ALL, &[&day::DAY_BEFORE_BIRTH, &day::DAY_TOO_EARLY]);
            all.into_iter()
                .filter(|refusal| *refusal != &absence::NOT_ABSENT)
                .collect()
        }
        "absence_end" => with(&[&absence::NOT_ABSENT], OF_DAY),
        "stay_notify" => [
            stay::ALL,
            &[&absence::ENDS_BEFORE_IT_BEGINS, &residence::UNKNOWN_COMMUNE],
            OF_DAY,
        ]
        .concat(),
        "declaration_record" => with(declaration::ALL, &[&day::NOTHING_CHANGES])
            .into_iter()
            .chain(OF_DAY.iter().copied())
            .collect(),
        "abode_declare" => [abode::ALL, &[&residence::UNKNOWN_COMMUNE], OF_DAY].concat(),
        "household_split" => [
            HOUSEHOLD_NAMED,
            &[&household::NOBODY_OF_AGE, &day::NOTHING_CHANGES],
            OF_DAY,
        ]
        .concat(),
        "household_head_change" => [HOUSEHOLD_NAMED, &[&day::NOTHING_CHANGES], OF_DAY].concat(),
        "household_merge" => [
            HOUSEHOLD_NAMED,
            &[
                &household::SAME_HOUSEHOLD,
                &household::NO_HEAD_TO_JOIN,
                &residence::HOUSEHOLD_ELSEWHERE,
                &day::NOTHING_CHANGES,
            ],
            OF_DAY,
        ]
        .concat(),
        _ => return None,
    })
}

fn of_cards(operation: &str) -> Refusals {
    use refusal::{card, correction};
    Some(match operation {
        "card_issue" => [
            &[
                &card::NO_CARD_THEN,
                &card::NO_NUMBER_IN_FORCE,
                &card::NOT_A_CITIZEN,
                &card::TOO_YOUNG_FOR_CARD,
                &card::SERIAL_ON_RECORD,
                &correction::SERIAL_TAKEN,
            ],
            OF_DAY,
        ]
        .concat(),
        "card_revoke" => [
            &[
                &card::UNKNOWN_CARD,
                &card::REVOKED_ALREADY,
                &card::REPLACED_BY_ISSUE,
                &card::HOLDER_LIVES,
            ],
            OF_DAY,
        ]
        .concat(),
        _ => return None,
    })
}

fn of_proposals(operation: &str) -> Refusals {
    use refusal::{card, day, marked_act};
    let of_deciding = [
        &marked_act::OWN_PROPOSAL,
        &marked_act::NOT_WAITING,
        &marked_act::PROPOSAL_VOID,
    ];
    let of_acts = [
        marked_act::ALL,
        &[
            &card::NO_NUMBER_IN_FORCE,
            &day::NOTHING_CHANGES,
            &day::DAY_OUTSIDE_LIFE,
        ],
        OF_DAY,
    ]
    .concat();
    match operation {
        "proposal_decide" => Some(of_acts),
        "proposal_make" => {
            let acts = of_acts.into_iter();
            Some(
                acts.filter(|refusal| !of_deciding.contains(refusal))
                    .collect(),
            )
        }
        _ => None,
    }
}

/// Who is named as living in a household.
const HOUSEHOLD_NAMED: &[&Refusal] = &[
    &refusal::household::NOBODY_NAMED,
    &refusal::household::NAMED_TWICE,
    &refusal::household::NOT_MEMBERS,
    &refusal::household::MEMBERS_LEFT_OUT,
    &refusal::household::ONE_HEAD,
    &refusal::household::HEAD_UNDER_AGE,
];

/// A day that must have come and follow what is on record.
const OF_DAY: &[&Refusal] = &[
    &refusal::day::DAY_IN_FUTURE,
    &refusal::day::DAY_BEFORE_BIRTH,
    &refusal::day::DAY_TOO_EARLY,
];

/// The same, where the two ends of a life are one refusal.
const OF_DAY_IN_LIFE: &[&Refusal] = &[
    &refusal::day::DAY_OUTSIDE_LIFE,
    &refusal::day::DAY_TOO_EARLY,
];

/// A decision, from the day on which it is in force.
const OF_DECISION: &[&Refusal] = &[
    &refusal::marriage_end::DECISION_OUTSIDE_LIFE,
    &refusal::day::DAY_TOO_EARLY,
];

fn with(some: &[&'static Refusal], more: &[&'static Refusal]) -> Vec<&'static Refusal> {
    [some, more].concat()
}
