package org.ringspan.journal.branch;

/** What comes next for a decided branch. */
public sealed interface Step {

  /** This intent is to be carried out. */
  record CarryOut(int ordinal) implements Step {}

  /** A branch that was decided before has an intent on the same object. */
  record Wait(BranchId before) implements Step {}

  /** Nothing is left to carry out. */
  record Through() implements Step {}
}
