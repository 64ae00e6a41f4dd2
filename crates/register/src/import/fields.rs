//! The fields of a person in a file.

/// A field that a mapping can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Personal number, 12 digits.
    Number,
    /// 9-digit numbers of earlier cards, separated by blanks.
    OldCmnd,
    /// Full name.
    FullName,
    /// `M`, `F`, `Nam`, `Nữ`.
    Sex,
    /// Birth date, perhaps only year or month.
    Born,
    /// Code of the unit of birth, as of the birth.
    BirthUnit,
    /// Code of the unit of origin, as of the birth.
    OriginUnit,
    /// Code or name of the ethnic group.
    Ethnicity,
    /// Key or name of the religion.
    Religion,
    /// Codes or names of the countries whose national the person is, with semicolons between.
    Nationality,
    /// Blood group, such as `O+` or `AB`.
    BloodGroup,
    /// Occupation.
    Occupation,
    /// Other names the person goes by, with semicolons between.
    OtherName,
    /// Personal number of the father.
    FatherNumber,
    /// Name of the father.
    FatherName,
    /// Personal number of the mother.
    MotherNumber,
    /// Name of the mother.
    MotherName,
    /// `single`, `married`, `widowed`, `divorced`.
    MaritalStatus,
    /// Personal number of the spouse.
    SpouseNumber,
    /// Name of the spouse.
    SpouseName,
    /// Date of the marriage.
    MarriedOn,
    /// The source's code of the household.
    Household,
    /// `head`, `spouse`, `child`, `parent`, `sibling`, `other`.
    Relationship,
    /// Code of the commune of permanent residence, as of the day the file was written.
    ResidenceUnit,
    /// House number, street, hamlet.
    ResidenceDetail,
    /// First day of the residence.
    ResidenceSince,
    /// Date of death.
    DiedOn,
    /// Code of the unit of death, as of the death.
    DiedUnit,
    /// Day on which the file was written; today where it says none.
    WrittenOn,
}

/// The names of all fields, in the order of [`Field`].
pub const FIELDS: [&str; 29] = [
    "number",
    "old_cmnd",
    "full_name",
    "sex",
    "born",
    "birth_unit",
    "origin_unit",
    "ethnicity",
    "religion",
    "nationality",
    "blood_group",
    "occupation",
    "other_name",
    "father_number",
    "father_name",
    "mother_number",
    "mother_name",
    "marital_status",
    "spouse_number",
    "spouse_name",
    "married_on",
    "household",
    "relationship",
    "residence_unit",
    "residence_detail",
    "residence_since",
    "died_on",
    "died_unit",
    "written_on",
];

impl Field {
    /// Its name in mappings and reject files.
    pub const fn name(self) -> &'static str {
        FIELDS[self as usize]
    }
}
