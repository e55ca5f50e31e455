//! Types: what an expression comes to, known before it is computed.

use super::{KindId, TableId};
use crate::base::Text;
use crate::value::{Base, Dimension, Display, UnitId, UnitProduct, Units};
use std::sync::Arc;

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// A number with its dimension, and the units it wants to be shown in.
    Quantity {
        /// What it measures.
        dimension: Dimension,
        /// How it is shown; nothing leaves that to its size.
        display: Option<Arc<Display>>,
    },
    /// A text.
    Text,
    /// Yes or no.
    Truth,
    /// A day.
    Date,
    /// A time of day.
    Clock,
    /// One of these words.
    Choice(Arc<[Text]>),
    /// A part of a whole, both counted.
    Proportion,
    /// From one value to another.
    Interval(Arc<Type>),
    /// Values one after another.
    List(Arc<Type>),
    /// The rows of a data file.
    Table(TableId),
    /// An instance of a kind.
    Instance(Box<InstanceType>),
    /// A scenario.
    Scenario,
    /// What `missing` is: it stands for anything.
    Nothing,
    /// What has been complained of already.
    Unknown,
}

/// An instance of a kind and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct InstanceType {
    /// The kind.
    pub kind: KindId,
    /// What its kind leaves open.
    pub bindings: Bindings,
}

/// Something measured, and the units it is shown in.
pub type Measured = (Dimension, UnitProduct);

/// What a kind leaves open and an instance settles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bindings {
    /// What it is counted for.
    pub per: Option<Measured>,
    /// What it measures.
    pub quantity: Option<Measured>,
    /// Its currency.
    pub currency: Option<Measured>,
}

impl Bindings {
    /// Inside the kind itself: everything stands for itself.
    pub fn generic() -> Bindings {
        let own = |base, unit| Some((Dimension::of(base), UnitProduct::of(unit)));
        Bindings {
            per: own(Base::Per, UnitId::PER),
            quantity: own(Base::Quantity, UnitId::QUANTITY),
            currency: own(Base::Currency, UnitId::CURRENCY),
        }
    }

    /// The three open places with what they stand for.
    pub fn places(&self) -> [(Base, UnitId, &Option<Measured>); 3] {
        [
            (Base::Per, UnitId::PER, &self.per),
            (Base::Quantity, UnitId::QUANTITY, &self.quantity),
            (Base::Currency, UnitId::CURRENCY, &self.currency),
        ]
    }

    /// What these stand for once the instance that holds them is known.
    pub fn substitute(&self, outer: &Bindings, units: &Units) -> Bindings {
        let settle = |place: &Option<Measured>| {
            let (dimension, product) = place.as_ref()?;
            outer.settle(*dimension, product, units)
        };
        Bindings { per: settle(&self.per), quantity: settle(&self.quantity), currency: settle(&self.currency) }
    }

    fn settle(&self, dimension: Dimension, product: &UnitProduct, units: &Units) -> Option<Measured> {
        let (mut dimension, mut product) = (dimension, product.clone());
        for (base, unit, place) in self.places() {
            if dimension.exponent(base) != 0 {
                let (by, shown) = place.as_ref()?;
                dimension = dimension.substitute(base, *by)?;
                product = product.substitute(unit, shown, units);
            }
        }
        Some((dimension, product))
    }
}

impl Type {
    /// A plain number.
    pub fn plain() -> Type {
        Type::Quantity { dimension: Dimension::NONE, display: Some(Display::units(UnitProduct::default())) }
    }

    /// A number of a dimension, shown as its size suggests.
    pub fn of(dimension: Dimension) -> Type {
        Type::Quantity { dimension, display: None }
    }

    /// An instance of a kind.
    pub fn instance(kind: KindId, bindings: Bindings) -> Type {
        Type::Instance(Box::new(InstanceType { kind, bindings }))
    }

    /// The same, with its numbers shown in other units.
    pub fn shown_in(self, display: Arc<Display>) -> Type {
        match self {
            Type::Quantity { dimension, .. } => Type::Quantity { dimension, display: Some(display) },
            Type::List(inner) => (*inner).clone().shown_in(display).list(),
            Type::Interval(inner) => Type::Interval(Arc::new((*inner).clone().shown_in(display))),
            other => other,
        }
    }

    /// A list of these.
    pub fn list(self) -> Type {
        Type::List(Arc::new(self))
    }

    /// What a list holds, or the type itself.
    pub fn element(&self) -> &Type {
        match self {
            Type::List(inner) => inner,
            other => other,
        }
    }

    /// Whether it is of no use to complain about it.
    pub fn is_unknown(&self) -> bool {
        match self {
            Type::Unknown | Type::Nothing => true,
            Type::List(inner) | Type::Interval(inner) => inner.is_unknown(),
            _ => false,
        }
    }

    /// The type with what an instance settles; what stays open becomes unknown to the caller.
    pub fn substitute(&self, bindings: &Bindings, units: &Units) -> Type {
        match self {
            Type::Quantity { dimension, display } => {
                let mut settled = *dimension;
                for (base, _, place) in bindings.places() {
                    if let Some((by, _)) = place {
                        settled = settled.substitute(base, *by).unwrap_or(settled);
                    }
                }
                let display = display.as_ref().map(|display| settle_display(display, bindings, units));
                Type::Quantity { dimension: settled, display }
            }
            Type::List(inner) => inner.substitute(bindings, units).list(),
            Type::Interval(inner) => Type::Interval(Arc::new(inner.substitute(bindings, units))),
            Type::Instance(instance) => Type::instance(instance.kind, instance.bindings.substitute(bindings, units)),
            other => other.clone(),
        }
    }
}

fn settle_display(display: &Arc<Display>, bindings: &Bindings, units: &Units) -> Arc<Display> {
    let Display::Units(product) = &**display else { return display.clone() };
    if !product.0.iter().any(|(unit, _)| *unit >= UnitId::CURRENCY) {
        return display.clone();
    }
    let mut settled = product.clone();
    for (_, unit, place) in bindings.places() {
        if let Some((_, shown)) = place {
            settled = settled.substitute(unit, shown, units);
        }
    }
    Display::units(settled)
}
