//! Values as text, for reports and for texts with values in them.

use crate::base::{Language, is_command};
use crate::hir::{Instance, InstanceId, ScenarioId, Study, Type};
use crate::language::context;
use crate::value::number::NumberError;
use crate::value::quantity::{Quantity, Written, number_text};
use crate::value::{Calendar, Dimension, Display, Number, Style, UnitId, UnitProduct, Value, words};

/// What stands where there is no figure.
pub const MISSING: &str = "—";

/// So many elements of a list are shown; a longer one is summed up.
const SHOWN: usize = 8;

/// Writes values of one study in one style.
pub struct Writer<'s> {
    /// The study.
    pub study: &'s Study,
    /// The calendar of the variant that is shown.
    pub calendar: Calendar,
    /// How figures are written.
    pub style: Style,
}

impl Writer<'_> {
    /// A value with its type, as a reader sees it.
    pub fn text(&self, value: &Value, kind: &Type) -> String {
        match value {
            Value::Number(number) => self.number_text(number, kind),
            Value::Symbolic(symbolic) => self.symbolic_text(symbolic, kind),
            Value::Text(text) => clean(text),
            Value::Missing => MISSING.to_owned(),
            Value::Truth(truth) => self.say(if *truth { "yes" } else { "no" }),
            Value::Date(date) => date.to_string(),
            Value::Clock(clock) if clock.second() == 0 => clock.strftime("%H:%M").to_string(),
            Value::Clock(clock) => clock.strftime("%H:%M:%S").to_string(),
            Value::Proportion(proportion) => {
                let share = proportion.share().map(|share| self.number_text(&share, &percent())).unwrap_or_default();
                let [part, whole] = [&proportion.hits, &proportion.total].map(|count| number_text(count, &self.style));
                self.fill("{part} of {whole} ({share})", &[("part", &part), ("whole", &whole), ("share", &share)])
            }
            Value::Interval(ends) => {
                let inner = match kind {
                    Type::Interval(inner) => inner,
                    other => other,
                };
                let (from, to) = (self.text(&ends.0, inner), self.text(&ends.1, inner));
                self.fill("{from} to {to}", &[("from", &from), ("to", &to)])
            }
            Value::List(_) | Value::Sample(_) | Value::Coded(_) => self.list(value, kind.element()),
            Value::Table(table) => self.style.language.count(table.rows, "row", "rows"),
            Value::Instance(id) => {
                let instance = self.study.instance(InstanceId(*id));
                instance.map(|instance| self.label(instance)).unwrap_or_default()
            }
            Value::Scenario(id) => {
                let scenario = self.study.scenario(ScenarioId(*id));
                scenario.map_or("baseline".to_owned(), |scenario| scenario.name.to_string())
            }
        }
    }

    /// A value of the library's own: a word to choose from is in the reader's language too.
    pub fn said(&self, value: &Value, kind: &Type) -> String {
        match (value, kind.element()) {
            (Value::Text(word), Type::Choice(_)) => self.say_choice(word),
            _ => self.text(value, kind),
        }
    }

    /// A word that the library has to choose from: `value_added` is value added.
    pub fn say_choice(&self, word: &str) -> String {
        match self.style.language {
            Language::English => word.replace('_', " "),
            other => other.say_in(context::CHOICE, word).into_owned(),
        }
    }

    fn list(&self, value: &Value, kind: &Type) -> String {
        let length = value.length().unwrap_or(0);
        if length <= SHOWN {
            let elements = value.elements().unwrap_or_default();
            let texts: Vec<String> = elements.iter().map(|element| self.text(element, kind)).collect();
            return format!("[{}]", texts.join(words::between(self.style.language)));
        }
        if let Value::Sample(sample) = value
            && let Ok(Some((low, high))) = sample.extremes()
        {
            return self.summed_up(value, &low, &high, kind);
        }
        match value.numbers() {
            Ok(mut numbers) => {
                numbers.sort();
                match numbers.first().zip(numbers.last()) {
                    Some((low, high)) => self.summed_up(value, low, high, kind),
                    None => self.and_missing(value, self.values(value)),
                }
            }
            Err(_) => self.and_missing(value, self.values(value)),
        }
    }

    fn summed_up(&self, value: &Value, low: &Number, high: &Number, kind: &Type) -> String {
        let (low, high) = (self.number_text(low, kind), self.number_text(high, kind));
        let parts = [("values", &*self.values(value)), ("low", &low), ("high", &high)];
        self.and_missing(value, self.fill("{values} from {low} to {high}", &parts))
    }

    fn values(&self, value: &Value) -> String {
        self.style.language.count(value.count(), "value", "values")
    }

    /// What a summary of a list says, and how many of its values are missing.
    fn and_missing(&self, value: &Value, values: String) -> String {
        match value.length().unwrap_or(0).saturating_sub(value.count()) {
            0 => values,
            missing => self.fill(
                "{values} ({count} missing)",
                &[("values", &values), ("count", &self.style.language.number(missing))],
            ),
        }
    }

    fn say(&self, english: &str) -> String {
        self.style.language.say(english).into_owned()
    }

    fn fill(&self, english: &str, parts: &[(&str, &str)]) -> String {
        self.style.language.fill_in(context::FIGURE, english, parts)
    }

    /// What an instance is called: by its label, or else by its path. What the library has is in the reader's language.
    fn label(&self, instance: &Instance) -> String {
        match &instance.label {
            Some(label) if instance.span.source.is_library() || instance.is_numbered() => self.say(label),
            label => clean(label.as_ref().unwrap_or(&instance.path)),
        }
    }

    fn number_text(&self, number: &Number, kind: &Type) -> String {
        self.written(number, kind).map_or_else(|reason| reason.to_string(), |written| written.text)
    }

    /// Whether the calendar says how long a unit is that figures of a type are shown in.
    pub fn follows_calendar(&self, kind: &Type) -> bool {
        match kind {
            Type::List(inner) | Type::Interval(inner) => self.follows_calendar(inner),
            Type::Quantity { display: Some(display), .. } => self.study.units.are_of_calendar(display),
            _ => false,
        }
    }

    /// How much of the base units one of the unit is that figures of a type are given in.
    pub fn unit(&self, kind: &Type) -> Result<Number, NumberError> {
        match kind.element() {
            Type::Quantity { display: Some(display), .. } => {
                self.study.units.factor(&display.smallest(), &self.calendar)
            }
            _ => Ok(Number::ONE),
        }
    }

    /// A number with its type, in the unit that it is shown in.
    pub fn written(&self, number: &Number, kind: &Type) -> Result<Written, NumberError> {
        let (dimension, display) = match kind {
            Type::Quantity { dimension, display } => (*dimension, display.clone()),
            _ => (Dimension::NONE, None),
        };
        let quantity = Quantity { number, dimension: &dimension, display: display.as_deref() };
        quantity.write(&self.study.units, &self.calendar, &self.style)
    }
}

/// The type of a share.
pub fn percent() -> Type {
    Type::Quantity { dimension: Dimension::NONE, display: Some(Display::units(UnitProduct::of(UnitId::PERCENT))) }
}

/// Text from a study or a data file without anything that a terminal would obey.
pub fn clean(text: &str) -> String {
    text.chars().map(|sign| if is_command(sign) { '\u{fffd}' } else { sign }).collect()
}
