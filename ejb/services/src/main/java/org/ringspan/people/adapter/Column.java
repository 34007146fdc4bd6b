package org.ringspan.people.adapter;

import java.util.Optional;

/**
 * How a field is asked for in SQL.
 *
 * @param expression of what is compared; never anything that came from outside
 * @param within for a field with several values: a condition with {@code %s} for the test of one
 * @param caseExact whether capital letters make a difference
 */
record Column(Kind kind, String expression, Optional<String> within, boolean caseExact) {
  /** Of what it is. */
  enum Kind {
    TEXT,
    /** A number that others see as a text. */
    ID,
    FLAG,
    MOMENT
  }

  static Column text(String expression) {
    return new Column(Kind.TEXT, expression, Optional.empty(), false);
  }

  static Column exactText(String expression) {
    return new Column(Kind.TEXT, expression, Optional.empty(), true);
  }

  static Column id(String expression) {
    return new Column(Kind.ID, expression, Optional.empty(), true);
  }

  static Column flag(String expression) {
    return new Column(Kind.FLAG, expression, Optional.empty(), true);
  }

  static Column moment(String expression) {
    return new Column(Kind.MOMENT, expression, Optional.empty(), true);
  }

  Column within(String condition) {
    return new Column(kind, expression, Optional.of(condition), caseExact);
  }

  /** By what it is put in order. */
  String order() {
    return kind == Kind.TEXT && !caseExact ? "lower(" + expression + ")" : expression;
  }
}
