//! Tables whose rows are named by a number that fits no other table.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

/// Row number of an `Arena<T>`. Lives for one build and never reaches a page.
pub struct Idx<T>(u32, PhantomData<fn() -> T>);

impl<T> Idx<T> {
    pub fn new(n: usize) -> Self {
        Idx(n as u32, PhantomData)
    }
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
impl<T> Clone for Idx<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Idx<T> {}
impl<T> PartialEq for Idx<T> {
    fn eq(&self, o: &Self) -> bool {
        self.0 == o.0
    }
}
impl<T> Eq for Idx<T> {}
impl<T> PartialOrd for Idx<T> {
    fn partial_cmp(&self, o: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(o))
    }
}
impl<T> Ord for Idx<T> {
    fn cmp(&self, o: &Self) -> std::cmp::Ordering {
        self.0.cmp(&o.0)
    }
}
impl<T> std::hash::Hash for Idx<T> {
    fn hash<H: std::hash::Hasher>(&self, h: &mut H) {
        self.0.hash(h)
    }
}
impl<T> fmt::Debug for Idx<T> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// A table that only grows while it is built.
#[derive(Clone, Debug)]
pub struct Arena<T>(Vec<T>);

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Arena(Vec::new())
    }
}
impl<T> Arena<T> {
    pub fn push(&mut self, value: T) -> Idx<T> {
        self.0.push(value);
        Idx::new(self.0.len() - 1)
    }
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Idx<T>, &T)> + ExactSizeIterator {
        self.0.iter().enumerate().map(|(i, v)| (Idx::new(i), v))
    }
    pub fn len(&self) -> usize {
        self.0.len()
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
impl<T> Index<Idx<T>> for Arena<T> {
    type Output = T;
    fn index(&self, i: Idx<T>) -> &T {
        &self.0[i.index()]
    }
}
impl<T> FromIterator<T> for Arena<T> {
    fn from_iter<I: IntoIterator<Item = T>>(i: I) -> Self {
        Arena(i.into_iter().collect())
    }
}
