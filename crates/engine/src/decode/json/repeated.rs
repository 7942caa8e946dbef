//! Names that an object has twice, of which the last one counts.

use std::collections::HashSet;

use super::{Node, Step, Value};

/// Reports each member that a later one of the same name takes the place of.
pub(in crate::decode) fn report_repeated(node: &Node<'_>) {
    match node.value {
        Value::Array(_) => node.one_or_many().for_each(|item| report_repeated(&item)),
        Value::Object(members) => {
            let mut seen = HashSet::new();
            for (name, value) in members {
                let member = Node { value, parent: Some(node), step: Step::Key(name), sink: node.sink };
                if !seen.insert(name) {
                    member.fault("the name stands more than once in its object; the last one counts");
                }
                report_repeated(&member);
            }
        }
        _ => {}
    }
}
