//! The fields of an agency's record, of whatever agency.

/// A field of a record. Which column gives it, the agency's layout says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// What names the record to the agency: a card, a tax code, a customer.
    Key,
    /// The personal number, or the 9-digit one of an earlier card.
    Number,
    /// The whole name.
    FullName,
    /// The birth date.
    Born,
    /// The sex.
    Sex,
    /// The commune of residence, by its code.
    Commune,
    /// The province of residence, by its code.
    Province,
    /// `active` or `ended`.
    Status,
    /// The first day on which it counts.
    ValidFrom,
    /// The last day on which it counts.
    ValidUntil,
    /// The level of benefit, 1 to 5.
    BenefitLevel,
    /// The hospital or school, by its code.
    Facility,
}

/// The names of all fields as layouts write them, in the order of [`Field`].
pub const FIELDS: [&str; 12] = [
    "key",
    "number",
    "full_name",
    "born",
    "sex",
    "commune",
    "province",
    "status",
    "valid_from",
    "valid_until",
    "benefit_level",
    "facility",
];

impl Field {
    /// All of them, in order.
    pub const ALL: [Self; FIELDS.len()] = [
        Self::Key,
        Self::Number,
        Self::FullName,
        Self::Born,
        Self::Sex,
        Self::Commune,
        Self::Province,
        Self::Status,
        Self::ValidFrom,
        Self::ValidUntil,
        Self::BenefitLevel,
        Self::Facility,
    ];

    /// What layouts call it.
    pub const fn name(self) -> &'static str {
        FIELDS[self as usize]
    }

    /// The field of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Whether records can be linked by it.
    pub const fn is_comparable(self) -> bool {
        matches!(
            self,
            Self::Number | Self::FullName | Self::Born | Self::Sex | Self::Commune | Self::Province
        )
    }

    /// Whether it is kept with the link, for whoever looks the record up.
    pub const fn is_kept(self) -> bool {
        matches!(
            self,
            Self::Status | Self::ValidFrom | Self::ValidUntil | Self::BenefitLevel | Self::Facility
        )
    }
}
