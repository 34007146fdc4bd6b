package org.ringspan.activedirectory.simulator;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which objects a filter takes, and how they look to who asked. */
final class SimulatedSearch {
  /** AD gives so many values of an attribute at a time. */
  static final int RANGE = 1500;

  private static final Pattern RANGED =
      Pattern.compile("(.+);range=(\\d{1,9})-(\\d{1,9}|\\*)", Pattern.CASE_INSENSITIVE);

  private final SimulatedDomain domain;
  private final long usnOffset;

  SimulatedSearch(SimulatedDomain domain, long usnOffset) {
    this.domain = domain;
    this.usnOffset = usnOffset;
  }

  /** The objects of a search, in the order of their places. */
  List<SimulatedObject> find(DN base, SearchScope scope, Filter filter, boolean showDeleted)
      throws LDAPException {
    synchronized (domain) {
      var found = new ArrayList<SimulatedObject>();
      for (var object : candidates(base, scope, filter)) {
        if ((showDeleted || !object.deleted) && matches(object, filter)) {
          found.add(object);
        }
      }
      return found;
    }
  }

  private Collection<SimulatedObject> candidates(DN base, SearchScope scope, Filter filter)
      throws LDAPException {
    if (scope == SearchScope.BASE) {
      var object = domain.find(base);
      return object == null ? List.of() : List.of(object);
    }
    var named = named(filter);
    if (named != null) {
      var found = new ArrayList<SimulatedObject>();
      for (var guid : named) {
        var object = domain.find(guid);
        if (object != null && object.name.matchesBaseAndScope(base, scope)) {
          found.add(object);
        }
      }
      return found;
    }
    var all = domain.below(base);
    if (scope == SearchScope.ONE) {
      var depth = base.getRDNs().length + 1;
      all.removeIf(object -> object.name.getRDNs().length != depth);
    }
    return all;
  }

  /** The objects that a filter names, as AD finds them by its index; null when it names none. */
  private static @Nullable Set<UUID> named(Filter filter) {
    switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_EQUALITY -> {
        return filter.getAttributeName().equalsIgnoreCase("objectGUID")
            ? Set.of(guid(filter.getAssertionValueBytes()))
            : null;
      }
      case Filter.FILTER_TYPE_AND -> {
        for (var part : filter.getComponents()) {
          var some = named(part);
          if (some != null) {
            return some;
          }
        }
        return null;
      }
      case Filter.FILTER_TYPE_OR -> {
        var all = new LinkedHashSet<UUID>();
        for (var part : filter.getComponents()) {
          var some = named(part);
          if (some == null) {
            return null;
          }
          all.addAll(some);
        }
        return all;
      }
      default -> {
        return null;
      }
    }
  }

  static UUID guid(byte[] octets) {
    if (octets.length != 16) {
      return new UUID(0, 0);
    }
    var buffer = java.nio.ByteBuffer.wrap(octets).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    var high =
        (buffer.getInt(0) & 0xffff_ffffL) << 32
            | (buffer.getShort(4) & 0xffffL) << 16
            | (buffer.getShort(6) & 0xffffL);
    return new UUID(high, buffer.order(java.nio.ByteOrder.BIG_ENDIAN).getLong(8));
  }

  boolean matches(SimulatedObject object, Filter filter) throws LDAPException {
    switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_AND -> {
        for (var part : filter.getComponents()) {
          if (!matches(object, part)) {
            return false;
          }
        }
        return true;
      }
      case Filter.FILTER_TYPE_OR -> {
        for (var part : filter.getComponents()) {
          if (matches(object, part)) {
            return true;
          }
        }
        return false;
      }
      case Filter.FILTER_TYPE_NOT -> {
        return !matches(object, filter.getNOTComponent());
      }
      case Filter.FILTER_TYPE_EXTENSIBLE_MATCH -> {
        return rule(object, filter);
      }
      default -> {
        return filter.matchesEntry(
            new Entry(object.name, attributes(object, filter.getAttributeName())),
            domain.schema.comparisons());
      }
    }
  }

  private List<Attribute> attributes(SimulatedObject object, String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "member" ->
          List.of(
              new Attribute(
                  name, domain.schema.comparisons(), List.copyOf(domain.links(object, false))));
      case "memberof" ->
          List.of(
              new Attribute(
                  name, domain.schema.comparisons(), List.copyOf(domain.links(object, true))));
      case "usnchanged" ->
          List.of(
              new Attribute(
                  name, domain.schema.comparisons(), Long.toString(object.updated + usnOffset)));
      default -> {
        var found = object.get(name);
        yield found == null
            ? List.of()
            : List.of(
                new Attribute(
                    found.getName(), domain.schema.comparisons(), found.getValueByteArrays()));
      }
    };
  }

  private boolean rule(SimulatedObject object, Filter filter) {
    var attribute = filter.getAttributeName();
    var value = filter.getAssertionValue();
    if (attribute == null || filter.getMatchingRuleID() == null) {
      return false;
    }
    try {
      return switch (filter.getMatchingRuleID()) {
        case "1.2.840.113556.1.4.803" -> {
          var bits = Long.parseLong(value);
          var number = number(object, attribute);
          yield number != null && (number & bits) == bits;
        }
        case "1.2.840.113556.1.4.804" -> {
          var number = number(object, attribute);
          yield number != null && (number & Long.parseLong(value)) != 0;
        }
        case "1.2.840.113556.1.4.1941" -> {
          var other = domain.find(new DN(value));
          yield other != null
              && domain.chain(object.guid, other.guid, attribute.equalsIgnoreCase("memberOf"));
        }
        default -> false;
      };
    } catch (NumberFormatException | LDAPException undefined) {
      // rfc4511#section-4.5.1.7: what can't be compared is "Undefined", which finds nothing.
      return false;
    }
  }

  private static @Nullable Long number(SimulatedObject object, String attribute) {
    var text = object.text(attribute);
    return text == null ? null : Long.valueOf(text);
  }

  /** The entry with the attributes that were asked for; long ones in ranges. */
  Entry present(SimulatedObject object, Collection<String> wanted) {
    synchronized (domain) {
      var entry = new Entry(object.name);
      var everything = wanted.isEmpty() || wanted.contains("*");
      if (everything) {
        object.all().forEach(entry::addAttribute);
        add(entry, object, "member", 0, RANGE);
        add(entry, object, "memberOf", 0, RANGE);
        add(entry, object, "uSNChanged", 0, 1);
      }
      for (var name : wanted) {
        var ranged = RANGED.matcher(name);
        if (ranged.matches()) {
          var from = Integer.parseInt(ranged.group(2));
          var most =
              ranged.group(3).equals("*")
                  ? RANGE
                  : Math.min(RANGE, Integer.parseInt(ranged.group(3)) - from + 1);
          range(entry, object, ranged.group(1), from, most);
        } else if (!everything && !name.equals("1.1")) {
          add(entry, object, name, 0, RANGE);
        }
      }
      return entry;
    }
  }

  void add(Entry entry, SimulatedObject object, String name, int from, int most) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "usnchanged" -> entry.addAttribute(name, Long.toString(object.updated + usnOffset));
      case "member" -> {
        if (domain.links(object, false).size() > most) {
          range(entry, object, name, from, most);
        } else if (!domain.links(object, false).isEmpty()) {
          entry.addAttribute(name, domain.links(object, false));
        }
      }
      case "memberof" -> {
        if (!domain.links(object, true).isEmpty()) {
          entry.addAttribute(name, domain.links(object, true));
        }
      }
      default -> {
        var found = object.get(name);
        if (found != null) {
          entry.addAttribute(new Attribute(name, found.getValueByteArrays()));
        }
      }
    }
  }

  private static String[] values(SimulatedObject object, String name) {
    var found = object.get(name);
    return found == null ? new String[0] : found.getValues();
  }

  private void range(Entry entry, SimulatedObject object, String name, int from, int most) {
    var all =
        name.equalsIgnoreCase("member")
            ? List.copyOf(domain.links(object, false))
            : List.of(values(object, name));
    if (from >= all.size() || most <= 0) {
      return;
    }
    var to = Math.min(all.size(), from + most);
    var end = to == all.size() ? "*" : Integer.toString(to - 1);
    entry.addAttribute(new Attribute(name + ";range=" + from + "-" + end, all.subList(from, to)));
  }
}
