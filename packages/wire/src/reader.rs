//! What reads: the tables of a type against the tree of its JSON.

use std::borrow::Cow;
use std::slice::Iter;
use std::vec::IntoIter;

use crate::names::advice;
use crate::text::printable;
use crate::value::Value;
use crate::Wire;

/// Reads one message, answer or record: the way it is read, and the first thing that is wrong with it.
pub struct Reader {
    strict: bool,
    wrong: Option<Wrong>,
}

struct Wrong {
    what: String,
    advice: String,
    /// Where, from the outside in: `.batch_transfer.payments[3]`.
    path: String,
}

/// What a variant of an enum holds.
#[derive(Clone, Copy)]
pub enum Shape {
    /// Nothing: its JSON is a string.
    Unit,
    /// One value without a name.
    Newtype,
    /// Fields with these names.
    Named(&'static [&'static str]),
}

impl Reader {
    /// One that refuses the fields that nobody knows, or passes over them.
    pub fn new(strict: bool) -> Self {
        Self { strict, wrong: None }
    }

    /// What is wrong, in words.
    #[inline(never)]
    pub fn finish(self) -> Result<(), String> {
        let Some(Wrong { what, advice, path }) = self.wrong else {
            return Ok(());
        };
        let path = path.strip_prefix('.').unwrap_or(&path);
        if path.is_empty() {
            return Err([what, advice].concat());
        }
        Err([&what, " in `", path, "`", &advice].concat())
    }

    /// Keeps what is wrong, if it is the first.
    #[inline(never)]
    pub(crate) fn note(&mut self, what: &str) {
        if self.is_sound() {
            let (what, advice, path) = (what.to_string(), String::new(), String::new());
            self.wrong = Some(Wrong { what, advice, path });
        }
    }

    /// The same of a name or a value.
    #[inline(never)]
    fn note_given(&mut self, what: &str, given: &str) {
        self.note(&[what, " `", &printable(given), "`"].concat());
    }

    /// The same of a name that is none of those known.
    #[inline(never)]
    fn note_unknown(&mut self, what: &str, given: &str, known: &[&str]) {
        if self.is_sound() {
            self.note_given(what, given);
            self.advise(advice(given, known));
        }
    }

    /// The same of a value that is not of its type.
    #[inline(never)]
    pub(crate) fn note_type(&mut self, expected: &str) {
        if self.is_sound() {
            self.note("invalid type");
            self.advise([", expected ", expected].concat());
        }
    }

    /// The same of a value that breaks the rule of its type, or is not spelled as its type is.
    #[inline(never)]
    pub(crate) fn note_value(&mut self, what: &str, given: &str, expected: &str) {
        if self.is_sound() {
            self.note_given(what, given);
            self.advise([", expected ", expected].concat());
        }
    }

    /// The same of an object that says none of the things it could be, or several.
    #[inline(never)]
    fn note_names<'n>(&mut self, given: impl Iterator<Item = &'n str>) {
        if self.is_sound() {
            match given.collect::<Vec<_>>().join(", ") {
                none if none.is_empty() => self.note("an object without a name"),
                several => self.note_given("an object with the names", &several),
            }
            self.advise(", expected one name".to_string());
        }
    }

    fn advise(&mut self, advice: String) {
        if let Some(wrong) = &mut self.wrong {
            wrong.advice = advice;
        }
    }

    /// Whether every value has to be spelled as it is written.
    pub(crate) fn is_strict(&self) -> bool {
        self.strict
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_sound(&self) -> bool {
        self.wrong.is_none()
    }

    /// Says on the way out of a place that what went wrong went wrong inside it. `sound` is whether
    /// nothing was wrong on the way in.
    #[inline(never)]
    pub(crate) fn leave(&mut self, sound: bool, place: [&str; 3]) {
        if let (true, Some(wrong)) = (sound, &mut self.wrong) {
            wrong.path.insert_str(0, &place.concat());
        }
    }

    #[inline(never)]
    fn leave_name(&mut self, sound: bool, name: &str) {
        if !name.is_empty() {
            self.leave(sound, [".", name, ""]);
        }
    }

    /// Reads a string by a rule of its own; nothing if it breaks the rule, or is no string. What the caller
    /// returns instead is thrown away.
    #[inline(never)]
    pub fn parse<T, E: ToString>(
        &mut self,
        value: Value<'_>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let given = self.text(value)?;
        parse(&given).map_err(|error| self.note(&error.to_string())).ok()
    }

    /// The text of a string.
    #[inline(never)]
    pub(crate) fn text<'v>(&mut self, value: Value<'v>) -> Option<Cow<'v, str>> {
        if let Value::Text(text) = value {
            return Some(text);
        }
        self.note_type("a string");
        None
    }

    /// Opens a list.
    #[inline(never)]
    pub(crate) fn list<'v>(&mut self, value: Value<'v>) -> IntoIter<Value<'v>> {
        if let Value::List(list) = value {
            return list.into_iter();
        }
        self.note_type("a list");
        Vec::new().into_iter()
    }

    /// Leaves an entry of a list.
    #[inline(never)]
    pub(crate) fn leave_item(&mut self, sound: bool, at: usize) {
        if sound && !self.is_sound() {
            self.leave(true, ["[", &at.to_string(), "]"]);
        }
    }

    /// Opens an object with these fields.
    #[inline(never)]
    pub fn object<'r, 'v>(
        &'r mut self,
        value: Value<'v>,
        names: &'static [&'static str],
    ) -> Fields<'r, 'v> {
        self.fields("", value, names)
    }

    /// Opens a variant; gives its place among the names.
    #[inline(never)]
    pub fn variant<'r, 'v>(
        &'r mut self,
        value: Value<'v>,
        names: &'static [&'static str],
        shapes: &[Shape],
    ) -> (usize, Fields<'r, 'v>) {
        let given = match value {
            Value::Text(name) => Some((name, None)),
            Value::Object(mut fields) if fields.len() == 1 => {
                fields.pop().map(|(name, value)| (name, Some(value)))
            }
            Value::Object(fields) => {
                self.note_names(fields.iter().map(|(name, _)| &**name));
                None
            }
            _ => {
                self.note_type("a name, or an object with one name");
                None
            }
        };
        let Some((given, value)) = given else {
            return (0, self.slots("", Vec::new(), &[]));
        };
        let found = names.iter().zip(shapes).enumerate().find(|(_, (name, _))| **name == given);
        let Some((at, (name, shape))) = found else {
            self.note_unknown("unknown variant", &given, names);
            return (0, self.slots("", Vec::new(), &[]));
        };
        let fields = match (shape, value) {
            (Shape::Unit, None) => self.slots(name, Vec::new(), &[]),
            (Shape::Newtype, Some(value)) => self.slots(name, vec![Some(value)], &[]),
            (Shape::Named(names), Some(value)) => self.fields(name, value, names),
            _ => {
                let sound = self.is_sound();
                self.note_type(if matches!(shape, Shape::Unit) { "a string" } else { "an object" });
                self.leave_name(sound, name);
                self.slots("", Vec::new(), &[])
            }
        };
        (at, fields)
    }

    /// Sorts what an object holds by the names that are known.
    #[inline(never)]
    fn fields<'r, 'v>(
        &'r mut self,
        within: &'static str,
        value: Value<'v>,
        names: &'static [&'static str],
    ) -> Fields<'r, 'v> {
        let sound = self.is_sound();
        let mut slots: Vec<Option<Value<'v>>> = Vec::new();
        slots.resize_with(names.len(), || None);
        match value {
            Value::Object(fields) => {
                for (given, value) in fields {
                    let at = names.iter().position(|name| *name == given);
                    match at.and_then(|at| slots.get_mut(at)) {
                        Some(slot @ None) => *slot = Some(value),
                        Some(Some(_)) => self.note_given("duplicate field", &given),
                        None if self.strict => self.note_unknown("unknown field", &given, names),
                        None => {}
                    }
                }
            }
            _ => self.note_type("an object"),
        }
        self.leave_name(sound, within);
        self.slots(within, slots, names)
    }

    fn slots<'r, 'v>(
        &'r mut self,
        within: &'static str,
        slots: Vec<Option<Value<'v>>>,
        names: &'static [&'static str],
    ) -> Fields<'r, 'v> {
        Fields { reader: self, within, slots: slots.into_iter(), names: names.iter() }
    }
}

/// The fields of an object that is being read, in the order in which the type has them.
pub struct Fields<'r, 'v> {
    reader: &'r mut Reader,
    /// The variant they belong to, or nothing.
    within: &'static str,
    slots: IntoIter<Option<Value<'v>>>,
    names: Iter<'static, &'static str>,
}

impl<'v> Fields<'_, 'v> {
    /// The next field. It may be absent if its type says so ([`Wire::absent`]).
    #[inline(never)]
    pub fn take<T: Wire>(&mut self) -> T {
        let (name, value) = self.step();
        if let (None, Some(absent)) = (&value, T::absent()) {
            return absent;
        }
        let value = value.unwrap_or_else(|| self.missing(name));
        self.read(name, value)
    }

    /// The next field, which may be null and may not be absent (`#[wire(required)]`).
    #[inline(never)]
    pub fn take_required<T: Wire>(&mut self) -> T {
        let (name, value) = self.step();
        let value = value.unwrap_or_else(|| self.missing(name));
        self.read(name, value)
    }

    /// The next field, or its default where it is absent (`#[serde(default)]`).
    #[inline(never)]
    pub fn take_or_default<T: Wire + Default>(&mut self) -> T {
        match self.step() {
            (name, Some(value)) => self.read(name, value),
            (_, None) => T::default(),
        }
    }

    fn step(&mut self) -> (&'static str, Option<Value<'v>>) {
        (self.names.next().copied().unwrap_or_default(), self.slots.next().flatten())
    }

    /// What is wrong with a missing field is wrong with the object that should have it.
    #[inline(never)]
    fn missing(&mut self, name: &'static str) -> Value<'v> {
        let sound = self.reader.is_sound();
        self.reader.note_given("missing field", name);
        self.reader.leave_name(sound, self.within);
        Value::Null
    }

    fn read<T: Wire>(&mut self, name: &'static str, value: Value<'v>) -> T {
        let sound = self.reader.is_sound();
        let read = T::read(value, self.reader);
        self.leave(sound, name);
        read
    }

    #[inline(never)]
    fn leave(&mut self, sound: bool, name: &'static str) {
        self.reader.leave_name(sound, name);
        self.reader.leave_name(sound, self.within);
    }
}
