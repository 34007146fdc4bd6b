package org.ringspan.console.form;

import jakarta.json.JsonObject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.configuration.boundary.ResourceKind;

/** A form for one thing: its fields as lines, and the faults that were found in them. */
public final class Form implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Field root;
  private final Map<String, String> faults = new LinkedHashMap<>();
  private final List<String> others = new ArrayList<>();
  private @Nullable List<Row> rows;

  private Form(Shape shape) {
    root = new Field("", shape, true);
  }

  /** An empty form for a new thing. */
  public static Form empty(ResourceKind kind) {
    return new Form(Schemas.DEFAULT.of(kind));
  }

  /** A form with what a thing has. */
  public static Form of(ResourceKind kind, JsonObject thing) {
    Form form = empty(kind);
    form.root.read(thing);
    return form;
  }

  /** A form for some fields of a thing. */
  public static Form of(ResourceKind kind, JsonObject thing, Set<String> fields) {
    Form form = new Form(Schemas.part(Schemas.DEFAULT.of(kind), fields));
    form.root.read(thing);
    return form;
  }

  /** What is filled in, as the configuration takes it. */
  public JsonObject json() {
    return root.object();
  }

  /** The lines in their order. */
  public List<Row> getRows() {
    if (rows == null) {
      List<Row> all = new ArrayList<>();
      children(root, "", 0, all);
      rows = all;
    }
    return rows;
  }

  private static void children(Field parent, String pointer, int depth, List<Row> rows) {
    parent.children().forEach((name, child) -> field(child, pointer + "/" + name, depth, rows));
  }

  private static void field(Field field, String pointer, int depth, List<Row> rows) {
    switch (field.shape().type()) {
      case OBJECT -> {
        rows.add(new Row(Row.Kind.GROUP, field, null, pointer, depth, 0));
        if (field.isOpen()) {
          children(field, pointer, depth + 1, rows);
        }
      }
      case OBJECT_OR_WORD -> {
        rows.add(new Row(Row.Kind.VALUE, field, null, pointer, depth, 0));
        if (field.isOpen()) {
          children(field, pointer, depth + 1, rows);
        }
      }
      case LIST -> {
        rows.add(new Row(Row.Kind.LIST, field, null, pointer, depth, 0));
        int number = 0;
        for (Field item : field.items()) {
          String at = pointer + "/" + number++;
          rows.add(new Row(Row.Kind.ITEM, item, field, at, depth + 1, number));
          children(item, at, depth + 2, rows);
        }
      }
      default -> rows.add(new Row(Row.Kind.VALUE, field, null, pointer, depth, 0));
    }
  }

  /** Adds to the list, or opens the object, of a line. */
  public void add(Row row) {
    if (row.kind() == Row.Kind.LIST) {
      row.field().add();
    } else {
      row.field().open();
    }
    changed();
  }

  /** Removes the item, or leaves out the object, of a line. */
  public void remove(Row row) {
    if (row.list() != null) {
      row.list().remove(row.field());
    } else {
      row.field().leaveOut();
    }
    changed();
  }

  /** Moves the item of a line one place up. */
  public void up(Row row) {
    move(row, -1);
  }

  /** Moves the item of a line one place down. */
  public void down(Row row) {
    move(row, 1);
  }

  private void move(Row row, int by) {
    if (row.list() != null) {
      row.list().move(row.field(), by);
      changed();
    }
  }

  /** Whether the item of a line can go up. */
  public boolean canGoUp(Row row) {
    return row.list() != null && row.number() > 1;
  }

  /** Whether the item of a line can go down. */
  public boolean canGoDown(Row row) {
    return row.list() != null && row.number() < row.list().items().size();
  }

  /** The lines are others now. */
  public void changed() {
    rows = null;
    faults.clear();
    others.clear();
  }

  /** Shows faults at the fields they are in; the others at the top. */
  public void show(List<Fault> found) {
    changed();
    for (Fault fault : found) {
      String at = fault.pointer();
      while (!at.isEmpty() && !has(at)) {
        at = at.substring(0, at.lastIndexOf('/'));
      }
      if (at.isEmpty()) {
        others.add(
            fault.pointer().isEmpty()
                ? fault.message()
                : fault.pointer().substring(1) + ": " + fault.message());
      } else {
        faults.merge(at, fault.message(), (one, other) -> one + "; " + other);
      }
    }
  }

  private boolean has(String pointer) {
    return getRows().stream().anyMatch(row -> row.pointer().equals(pointer));
  }

  /** The fault at a field; empty: none. */
  public String fault(Row row) {
    return faults.getOrDefault(row.pointer(), "");
  }

  /** The faults that are at no field. */
  public List<String> getOthers() {
    return others;
  }

  /** The lines that have a fault, for the list at the top. */
  public List<Row> getFaulty() {
    return getRows().stream().filter(row -> faults.containsKey(row.pointer())).toList();
  }

  /** Whether an object can be left out. */
  public boolean canLeaveOut(Row row) {
    return row.kind() == Row.Kind.GROUP && !row.field().isRequired() && row.field().isOpen();
  }

  /** Whether an object can be opened. */
  public boolean canOpen(Row row) {
    return row.kind() == Row.Kind.GROUP && !row.field().isOpen();
  }
}
