package org.ringspan.people.adapter;

import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ringspan.people.Filter;
import org.ringspan.people.Filter.Operator;
import org.ringspan.people.Filter.Value;
import org.ringspan.people.Search;
import org.ringspan.people.SearchRefused;

/**
 * Writes a search as SQL. What came from outside becomes parameters, never text. A condition is
 * true or false and never unknown, so that its opposite is what is left.
 */
final class Conditions<F extends Enum<F>> {
  /** What never holds, and what always does. */
  private static final String NEVER = "1 = 0";

  private static final String ALWAYS = "1 = 1";

  private final Map<F, Column> columns;
  private final List<Object> parameters = new ArrayList<>();

  Conditions(Map<F, Column> columns) {
    this.columns = columns;
  }

  /** The condition of a filter. */
  String of(Optional<Filter<F>> filter) {
    return filter.map(this::of).orElse(ALWAYS);
  }

  private String of(Filter<F> filter) {
    return switch (filter) {
      case Filter.And<F>(var left, var right) -> "(" + of(left) + " and " + of(right) + ")";
      case Filter.Or<F>(var left, var right) -> "(" + of(left) + " or " + of(right) + ")";
      case Filter.Not<F>(var of) -> "(not " + of(of) + ")";
      case Filter.Test<F> test -> test(test);
    };
  }

  /** In which order a search is answered; the last word has the id. */
  String order(Search<F> search, String id) {
    if (search.sortBy().isEmpty()) {
      return id;
    }
    F field = search.sortBy().get();
    Column column = column(field);
    if (column.within().isPresent()) {
      throw new SearchRefused("nothing is put in order by what can be there several times");
    }
    String direction = search.descending() ? " desc" : " asc";
    // RFC 7644 section 3.4.2.3: what has no value is last in ascending order, and first otherwise.
    return "case when "
        + column.expression()
        + " is null then 1 else 0 end"
        + direction
        + ", "
        + column.order()
        + direction
        + ", "
        + id;
  }

  /** Gives a query the parameters of the conditions. */
  Query set(Query query) {
    for (int i = 0; i < parameters.size(); i++) {
      query.setParameter(i + 1, parameters.get(i));
    }
    return query;
  }

  private Column column(F field) {
    Column column = columns.get(field);
    if (column == null) {
      throw new SearchRefused("nobody can search by this");
    }
    return column;
  }

  private String test(Filter.Test<F> test) {
    Column column = column(test.field());
    boolean nothing = test.value().isEmpty();
    return switch (test.operator()) {
      case PR -> some(column, present(column));
      case NE -> "(not " + equal(column, test.value()) + ")";
      case EQ -> equal(column, test.value());
      case CO, SW, EW, GT, GE, LT, LE -> {
        if (nothing) {
          throw new SearchRefused("nothing can only be compared with eq and ne");
        }
        yield some(column, compared(column, test.operator(), test.value().get()));
      }
    };
  }

  private String equal(Column column, Optional<Value> value) {
    return value.isEmpty()
        ? "(not " + some(column, present(column)) + ")"
        : some(column, compared(column, Operator.EQ, value.get()));
  }

  private static String some(Column column, String condition) {
    return column.within().map(within -> within.formatted(condition)).orElse(condition);
  }

  private static String present(Column column) {
    return "(" + column.expression() + " is not null)";
  }

  private String compared(Column column, Operator operator, Value value) {
    String condition =
        switch (column.kind()) {
          case TEXT -> text(column, operator, value);
          case ID -> id(column, operator, value);
          case FLAG -> flag(column, operator, value);
          case MOMENT -> moment(column, operator, value);
        };
    return "(" + column.expression() + " is not null and " + condition + ")";
  }

  private String text(Column column, Operator operator, Value value) {
    if (!(value instanceof Value.Text(String given))) {
      throw new SearchRefused("this is compared with a text");
    }
    String text = column.caseExact() ? given : given.toLowerCase(Locale.ROOT);
    String is = column.order();
    return switch (operator) {
      case EQ -> is + " = " + parameter(text);
      case GT -> is + " > " + parameter(text);
      case GE -> is + " >= " + parameter(text);
      case LT -> is + " < " + parameter(text);
      case LE -> is + " <= " + parameter(text);
      case CO -> like(is, "%" + escaped(text) + "%");
      case SW -> like(is, escaped(text) + "%");
      case EW -> like(is, "%" + escaped(text));
      case NE, PR -> throw new IllegalStateException(operator + " is made of others");
    };
  }

  private String like(String is, String pattern) {
    return is + " like " + parameter(pattern) + " escape '!'";
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  private String id(Column column, Operator operator, Value value) {
    if (operator != Operator.EQ || !(value instanceof Value.Text(String text))) {
      throw new SearchRefused("ids are compared with a text, by eq and ne");
    }
    return Ids.of(text).isPresent()
        ? column.expression() + " = " + parameter(Ids.of(text).getAsLong())
        : NEVER;
  }

  private String flag(Column column, Operator operator, Value value) {
    if (operator != Operator.EQ || !(value instanceof Value.Flag(boolean yes))) {
      throw new SearchRefused("this is compared with true or false, by eq and ne");
    }
    return column.expression() + " = " + parameter(yes);
  }

  private String moment(Column column, Operator operator, Value value) {
    if (!(value instanceof Value.Moment(var at))) {
      throw new SearchRefused("this is compared with a date and time");
    }
    String is = column.expression();
    return switch (operator) {
      case EQ -> is + " = " + parameter(at);
      case GT -> is + " > " + parameter(at);
      case GE -> is + " >= " + parameter(at);
      case LT -> is + " < " + parameter(at);
      case LE -> is + " <= " + parameter(at);
      case CO, SW, EW -> throw new SearchRefused("a moment has no parts that could be looked for");
      case NE, PR -> throw new IllegalStateException(operator + " is made of others");
    };
  }

  private String parameter(Object value) {
    parameters.add(value);
    return "?" + parameters.size();
  }
}
