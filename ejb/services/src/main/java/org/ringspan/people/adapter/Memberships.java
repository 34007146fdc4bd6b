package org.ringspan.people.adapter;

import static org.ringspan.people.adapter.Cells.number;
import static org.ringspan.people.adapter.Cells.rows;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringspan.people.Group;
import org.ringspan.people.Person.Membership;

/** Finds the groups of people, level by level. */
final class Memberships {
  private final EntityManager tables;
  private final Map<Long, String> names = new HashMap<>();
  private final Map<Long, Set<Long>> parents = new HashMap<>();

  Memberships(EntityManager tables) {
    this.tables = tables;
  }

  Map<Long, List<Membership>> of(List<Long> people) {
    Map<Long, Set<Long>> direct = edges("user_id", people);
    Set<Long> level = new HashSet<>();
    direct.values().forEach(level::addAll);
    for (int depth = 0; depth < Group.DEEPEST && !level.isEmpty(); depth++) {
      Map<Long, Set<Long>> above = edges("member_group_id", level);
      level.forEach(group -> parents.put(group, above.getOrDefault(group, Set.of())));
      Set<Long> next = new HashSet<>();
      above.values().forEach(next::addAll);
      next.removeAll(parents.keySet());
      level = next;
    }
    Map<Long, List<Membership>> all = new HashMap<>();
    direct.forEach((person, groups) -> all.put(person, memberships(groups)));
    return all;
  }

  private List<Membership> memberships(Set<Long> direct) {
    Map<Long, Membership> found = new LinkedHashMap<>();
    for (long group : direct) {
      found.put(group, membership(group, true));
    }
    List<Long> waiting = new ArrayList<>(direct);
    while (!waiting.isEmpty()) {
      for (long above : parents.getOrDefault(waiting.removeLast(), Set.of())) {
        if (found.putIfAbsent(above, membership(above, false)) == null) {
          waiting.add(above);
        }
      }
    }
    return List.copyOf(found.values());
  }

  private Membership membership(long group, boolean direct) {
    return new Membership(group, names.getOrDefault(group, ""), direct);
  }

  private Map<Long, Set<Long>> edges(String column, Collection<Long> members) {
    Map<Long, Set<Long>> edges = new HashMap<>();
    if (members.isEmpty()) {
      return edges;
    }
    var query =
        tables
            .createNativeQuery(
                "select m."
                    + column
                    + ", g.id, g.display_name from directory_group_member m"
                    + " join directory_group g on g.id = m.group_id where m."
                    + column
                    + " in (:members) order by g.id")
            .setParameter("members", members);
    for (Object[] row : rows(query)) {
      names.put(number(row[1]), (String) row[2]);
      edges.computeIfAbsent(number(row[0]), unused -> new LinkedHashSet<>()).add(number(row[1]));
    }
    return edges;
  }
}
