//! Who must have a second factor.

use danh_directory::Role;
use danh_identity::SecondFactorNeed;

/// Who must have a second factor (OWASP ASVS 5.0, 6.3.3). Everybody may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondFactorPolicy {
    /// Whoever signs in.
    Everybody,
    /// Whoever holds one of these roles today.
    Roles(Vec<Role>),
    /// Nobody: where there is nothing to protect.
    Nobody,
}

impl SecondFactorPolicy {
    /// Whether somebody with these roles must have one.
    pub fn need(&self, roles: &[Role]) -> SecondFactorNeed {
        let required = match self {
            Self::Everybody => true,
            Self::Roles(named) => roles.iter().any(|role| named.contains(role)),
            Self::Nobody => false,
        };
        if required {
            SecondFactorNeed::Required
        } else {
            SecondFactorNeed::Optional
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_factor_is_asked_of_whom_the_policy_names() {
        let named = SecondFactorPolicy::Roles(vec![Role::Administrator]);
        let both = [Role::Registrar, Role::Administrator];
        assert_eq!(named.need(&both), SecondFactorNeed::Required);
        assert_eq!(named.need(&both[..1]), SecondFactorNeed::Optional);
        assert_eq!(
            SecondFactorPolicy::Everybody.need(&[]),
            SecondFactorNeed::Required
        );
        assert_eq!(
            SecondFactorPolicy::Nobody.need(&both),
            SecondFactorNeed::Optional
        );
    }
}
