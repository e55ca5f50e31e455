//! Steps as people call them: the name of a cell, or what is written.

use super::measures::{self, Measure};
use super::names;
use super::printed::Printed;
use super::written::Figure;
use crate::base::Sources;
use crate::eval::{Action, Engine, Step, StepId, Trace, clean};
use crate::value::quantity::{Quantity, number_text};
use crate::value::{Display, Number, Style, Value};

/// The steps of one computation, with all that is needed to speak of them.
pub(super) struct Steps<'t> {
    pub(super) trace: &'t Trace,
    pub(super) printed: &'t Printed<'t>,
    measures: Vec<Option<Measure>>,
    names: Vec<String>,
    formulas: Vec<bool>,
    distance: Vec<usize>,
    users: Vec<usize>,
    written: Vec<Written>,
}

/// What a step is in the text of the study.
enum Written {
    Formula,
    /// One figure and nothing else.
    Figure(Figure),
    /// A part of a figure, such as `1013.5 h` of `1013.5 h/month`.
    Within,
}

impl<'t> Steps<'t> {
    pub(super) fn new(
        engine: &Engine<'_>,
        sources: &'t Sources,
        trace: &'t Trace,
        printed: &'t Printed<'t>,
    ) -> Steps<'t> {
        let measures = measures::all(trace, printed.study, sources);
        let names: Vec<String> = trace.steps().map(|(_, step)| name(engine, sources, step)).collect();
        let mut formulas = vec![false; names.len()];
        let mut users = vec![0; names.len()];
        for input in trace.steps().flat_map(|(_, step)| &step.inputs) {
            if let Some(users) = users.get_mut(input.place()) {
                *users += 1;
            }
        }
        for (_, step) in trace.steps().filter(|(_, step)| matches!(step.action, Action::Cell)) {
            for inner in &step.inputs {
                if let Some(place) = formulas.get_mut(inner.place()) {
                    *place = true;
                }
            }
        }
        let written = written(trace, printed, sources);
        Steps { trace, printed, measures, names, formulas, distance: distances(trace), users, written }
    }

    /// What a step is called.
    pub(super) fn name(&self, id: StepId) -> &str {
        self.names.get(id.place()).map(String::as_str).unwrap_or_default()
    }

    /// What a step is called, in back quotes.
    pub(super) fn quoted(&self, id: StepId) -> String {
        format!("`{}`", self.name(id))
    }

    /// What a list is called: the cell that has it, or what is written.
    pub(super) fn name_of_list(&self, id: StepId) -> &str {
        self.cell_of(id).unwrap_or_else(|| self.name(id))
    }

    /// The cell of which a step is the whole formula.
    pub(super) fn cell_of(&self, id: StepId) -> Option<&str> {
        self.cells_of(id).map(|cell| self.name(cell)).next()
    }

    fn cells_of(&self, id: StepId) -> impl Iterator<Item = StepId> {
        let cells =
            self.trace.steps().filter(move |(_, step)| matches!(step.action, Action::Cell) && step.inputs == [id]);
        cells.map(|(cell, _)| cell)
    }

    /// What the elements of a list measure, by itself or by the cell that has it.
    pub(super) fn measure_of_list(&self, id: StepId) -> Option<&Measure> {
        std::iter::once(id).chain(self.cells_of(id)).find_map(|id| self.measure(id))
    }

    /// An element of a list, as the cell shows it that has the list; nothing if its unit is not known.
    pub(super) fn element_text(&self, id: StepId, value: &Number) -> Option<String> {
        let measure = self.measure_of_list(id)?;
        Some(self.styled(measure, value, Style::report(self.printed.language)))
    }

    /// Whether a square root is drawn on the way: what is counted there is often one too many or too few.
    pub(super) fn has_root(&self) -> bool {
        self.trace.steps().any(|(_, step)| matches!(&step.action, Action::Builtin(builtin) if builtin.name == "sqrt"))
    }

    /// Whether one of the lists has this many elements.
    pub(super) fn is_a_length(&self, number: &Number) -> bool {
        self.trace.steps().any(|(_, step)| step.value.length().is_some_and(|length| *number == length.into()))
    }

    /// Whether a step is rounded to a whole number in what follows.
    pub(super) fn is_rounded_next(&self, id: StepId) -> bool {
        self.trace.steps().any(|(_, step)| match &step.action {
            Action::Builtin(builtin) if matches!(builtin.name, "ceil" | "floor" | "round") => {
                step.inputs.first().is_some_and(|input| *input == id || self.stands_for(*input, id))
            }
            _ => false,
        })
    }

    /// Whether a cell only hands on what a step comes to.
    fn stands_for(&self, cell: StepId, id: StepId) -> bool {
        let mut at = cell;
        while let Some(step) = self.trace.step(at) {
            match (&step.action, step.inputs.as_slice()) {
                (Action::Cell, [inner]) if *inner == id => return true,
                (Action::Cell, [inner]) => at = *inner,
                _ => return false,
            }
        }
        false
    }

    /// How many steps need this one.
    pub(super) fn users(&self, id: StepId) -> usize {
        self.users.get(id.place()).copied().unwrap_or(0)
    }

    /// How many steps lie between a step and the result.
    pub(super) fn distance(&self, id: StepId) -> usize {
        self.distance.get(id.place()).copied().unwrap_or(usize::MAX)
    }

    /// The values that a step needs.
    pub(super) fn inputs(&self, id: StepId) -> Option<Vec<&'t Value>> {
        let step = self.trace.step(id)?;
        step.inputs.iter().map(|input| self.trace.step(*input).map(|step| &step.value)).collect()
    }

    /// Whether a reader knows the step as a figure of its own: a cell, or a part of what the study itself says.
    pub(super) fn is_spoken_of(&self, id: StepId) -> bool {
        self.trace.step(id).is_some_and(|step| match step.action {
            Action::Given | Action::List | Action::Joined => false,
            _ if matches!(self.written.get(id.place()), Some(Written::Within)) => false,
            Action::Cell => !step.inputs.iter().any(|inner| self.is_plain(*inner)),
            _ => !self.is_formula(id) && !step.span.source.is_library() && self.figure(id).is_none(),
        })
    }

    fn is_plain(&self, id: StepId) -> bool {
        self.trace.step(id).is_some_and(|step| matches!(step.action, Action::Given)) || self.figure(id).is_some()
    }

    /// Whether a step is all that a cell says.
    fn is_formula(&self, id: StepId) -> bool {
        self.formulas.get(id.place()).copied().unwrap_or(false)
    }

    /// What a step measures.
    pub(super) fn measure(&self, id: StepId) -> Option<&Measure> {
        self.measures.get(id.place())?.as_ref()
    }

    fn styled(&self, measure: &Measure, value: &Number, style: Style) -> String {
        let display = Display::Units(measure.units.clone());
        let quantity = Quantity { number: value, dimension: &measure.dimension, display: Some(&display) };
        let written = quantity.write(&self.printed.study.units, &self.printed.calendar, &style);
        written.map_or_else(|reason| reason.to_string(), |written| written.text)
    }

    /// A value as a step would show it.
    pub(super) fn text(&self, id: StepId, value: &Number) -> String {
        if id == self.trace.root() {
            return self.printed.text(value);
        }
        match self.measure(id) {
            Some(measure) => self.styled(measure, value, Style::report(self.printed.language)),
            None => number_text(value, &Style::report(self.printed.language)),
        }
    }

    /// The value that a step has, as it shows it.
    pub(super) fn value_text(&self, id: StepId) -> String {
        self.number(id).map(|value| self.text(id, &value)).unwrap_or_default()
    }

    /// The number that a step comes to.
    pub(super) fn number(&self, id: StepId) -> Option<Number> {
        self.trace.step(id)?.value.number().ok()
    }

    /// The figure that a step consists of, if it is written down as one.
    pub(super) fn figure(&self, id: StepId) -> Option<&Figure> {
        match self.written.get(id.place())? {
            Written::Figure(figure) => Some(figure),
            Written::Formula | Written::Within => None,
        }
    }
}

fn written(trace: &Trace, printed: &Printed<'_>, sources: &Sources) -> Vec<Written> {
    let read = |step: &Step| {
        let is_figure = match &step.action {
            Action::Given => step.cell.is_none(),
            // A working day is as long as the calendar says.
            Action::Chain(_) => true,
            _ => false,
        };
        let text = (is_figure && !step.span.source.is_library()).then(|| sources.slice(step.span));
        text.and_then(|text| Figure::read(text, &printed.study.units)).map_or(Written::Formula, Written::Figure)
    };
    let mut all: Vec<Written> = trace.steps().map(|(_, step)| read(step)).collect();
    for (id, step) in trace.steps().collect::<Vec<_>>().into_iter().rev() {
        if matches!(all.get(id.place()), Some(Written::Figure(_) | Written::Within)) {
            // The length of a working day is a figure of its own.
            let parts = step.inputs.iter().filter(|id| trace.step(**id).is_some_and(|step| step.cell.is_none()));
            for part in parts {
                if let Some(part) = all.get_mut(part.place()) {
                    *part = Written::Within;
                }
            }
        }
    }
    all
}

fn name(engine: &Engine<'_>, sources: &Sources, step: &Step) -> String {
    if let Some((variant, cell)) = step.cell {
        let path = engine.study().cell_path(cell);
        return names::under(engine, variant, cell, path);
    }
    let text = sources.slice(step.span);
    clean(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn distances(trace: &Trace) -> Vec<usize> {
    let mut distance = vec![usize::MAX; trace.steps().count()];
    let mut set = |place: usize, steps: usize| {
        if let Some(known) = distance.get_mut(place) {
            *known = (*known).min(steps);
            return *known;
        }
        usize::MAX
    };
    set(trace.root().place(), 0);
    let steps: Vec<_> = trace.steps().collect();
    for (id, step) in steps.into_iter().rev() {
        let own = set(id.place(), usize::MAX);
        for input in &step.inputs {
            // A cell and its formula are one step for the reader.
            let further = if matches!(step.action, Action::Cell) { 0 } else { 1 };
            set(input.place(), own.saturating_add(further));
        }
    }
    distance
}
