package org.ringspan.provisioning.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringspan.json.SharedJson;
import org.ringspan.people.Found;
import org.ringspan.people.Group;
import org.ringspan.people.GroupField;
import org.ringspan.people.Person;
import org.ringspan.people.PersonField;
import org.ringspan.people.Search;
import org.ringspan.people.boundary.Groups;
import org.ringspan.people.boundary.People;
import org.ringspan.provisioning.Link;
import org.ringspan.provisioning.ProvisioningRules;
import org.ringspan.provisioning.ProvisioningRules.Plan;
import org.ringspan.provisioning.ReportLine;
import org.ringspan.provisioning.Step;
import org.ringspan.provisioning.Step.Action;
import org.ringspan.provisioning.Target;
import org.ringspan.provisioning.ThingKind;
import org.ringspan.provisioning.Wanted;

/** Compares, and tells the service what it doesn't know yet. */
@ApplicationScoped
public class Provisioner {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final int MEMBERS_AT_ONCE = 100;

  @Inject private People people;
  @Inject private Groups groups;
  @Inject private ProvisioningStore store;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public Provisioner() {}

  /** Who is here, with what is told of them. */
  private record Here(
      Map<Long, JsonObject> users, Map<Long, Group> groups, Map<Long, TreeSet<Long>> members) {}

  /** What is to be done, and with what. */
  final class Work {
    private final Here here;
    private final Plan plan;
    private final Map<Long, String> remoteUsers = new HashMap<>();
    private final List<ReportLine> report = new ArrayList<>();

    /** As many as the report has, for other threads. */
    private final AtomicInteger done = new AtomicInteger();

    private Work(Here here, Plan plan, List<Link> links) {
      this.here = here;
      this.plan = plan;
      links.stream()
          .filter(link -> link.kind() == ThingKind.USER)
          .forEach(link -> remoteUsers.put(link.id(), link.remoteId()));
    }

    Plan plan() {
      return plan;
    }

    /** How many of the plan's steps are done. */
    int done() {
      return done.get();
    }

    /** What was done so far. */
    List<ReportLine> report() {
      return report;
    }

    /** Only tells what would be done. */
    void tell() {
      plan.steps().forEach(step -> line(step, step.action(), ""));
    }

    /**
     * Does it.
     *
     * @param halt ends it before it is through
     * @throws ServiceAway when nothing more can be done; what was done is in the report
     */
    void carryOut(Target target, Halt halt) throws ServiceAway {
      try (ScimService service = new ScimService(target, store.secret(target), FIRST_WAIT, halt)) {
        for (Step step : plan.steps()) {
          if (halt.isCalled()) {
            throw ScimService.halted();
          }
          try {
            carryOut(service, step);
            line(step, step.action(), "");
          } catch (ServiceRefused e) {
            line(step, Action.REFUSE, String.valueOf(e.getMessage()));
          } catch (ServiceAway e) {
            if (halt.isCalled()) {
              // The request may have arrived, though its answer didn't.
              line(step, Action.REFUSE, "the run was ended meanwhile; the next one looks again");
            }
            throw e;
          }
        }
      }
    }

    private void line(Step step, Action action, String detail) {
      report.add(new ReportLine(report.size() + 1, action, step.kind(), step.name(), detail));
      done.incrementAndGet();
    }

    private void carryOut(ScimService service, Step step) throws ServiceAway, ServiceRefused {
      boolean user = step.kind() == ThingKind.USER;
      String endpoint = user ? "/Users" : "/Groups";
      if (step.action() == Action.REMOVE) {
        remove(service, endpoint, step.link().orElseThrow());
        return;
      }
      if (step.wanted().isEmpty()) {
        Link link = step.link().orElseThrow();
        if (put(service, endpoint, link.remoteId(), RemoteForm.gone()).isPresent()) {
          store.link(new Link(link.kind(), link.id(), link.remoteId(), link.name(), "", false));
        } else {
          store.unlink(link.kind(), link.id());
        }
        return;
      }
      Wanted wanted = step.wanted().get();
      JsonObject ours = ours(wanted);
      Optional<String> there =
          step.link().isPresent()
              ? put(service, endpoint, step.link().get().remoteId(), ours)
              : Optional.empty();
      String id = there.isPresent() ? there.get() : made(service, endpoint, user, wanted, ours);
      if (!user) {
        tellMembers(service, endpoint + "/" + ScimService.encoded(id), wanted.id());
      }
      store.link(
          new Link(wanted.kind(), wanted.id(), id, wanted.name(), wanted.mark(), wanted.active()));
      if (user) {
        remoteUsers.put(wanted.id(), id);
      }
    }

    private JsonObject ours(Wanted wanted) {
      return wanted.kind() == ThingKind.USER
          ? Objects.requireNonNull(here.users().get(wanted.id()))
          : RemoteForm.group(Objects.requireNonNull(here.groups().get(wanted.id())));
    }

    /** Tells who has come and who has left; whom others have put into the group stays in it. */
    private void tellMembers(ScimService service, String path, long group)
        throws ServiceAway, ServiceRefused {
      Set<Long> told = store.members(group);
      Set<Long> now = new TreeSet<>(here.members().getOrDefault(group, new TreeSet<>()));
      now.retainAll(remoteUsers.keySet());
      List<Long> added = now.stream().filter(id -> !told.contains(id)).toList();
      List<Long> removed = told.stream().filter(id -> !now.contains(id)).toList();
      for (int from = 0; from < added.size(); from += MEMBERS_AT_ONCE) {
        List<Long> some = added.subList(from, Math.min(added.size(), from + MEMBERS_AT_ONCE));
        patch(service, path, RemoteForm.adding(remote(some)));
        store.members(group, some, List.of());
      }
      for (int from = 0; from < removed.size(); from += MEMBERS_AT_ONCE) {
        List<Long> some = removed.subList(from, Math.min(removed.size(), from + MEMBERS_AT_ONCE));
        List<String> there = remote(some);
        if (!there.isEmpty()) {
          patch(service, path, RemoteForm.removing(there));
        }
        store.members(group, List.of(), some);
      }
    }

    private List<String> remote(List<Long> users) {
      return users.stream()
          .flatMap(id -> Optional.ofNullable(remoteUsers.get(id)).stream())
          .toList();
    }
  }

  private static void patch(ScimService service, String path, JsonObject patch)
      throws ServiceAway, ServiceRefused {
    ScimService.Answer answer = service.ask("PATCH", path, patch, null);
    if (!answer.isGood()) {
      throw new ServiceRefused("its members aren't taken: " + answer.detail());
    }
  }

  /** What is to be done now. */
  Work work(Target target) {
    Here here = here(target);
    List<Wanted> wanted = new ArrayList<>();
    here.users()
        .forEach(
            (id, user) ->
                wanted.add(
                    new Wanted(
                        ThingKind.USER,
                        id,
                        user.getString("userName"),
                        RemoteForm.mark(user),
                        user.getBoolean("active"))));
    here.groups()
        .forEach(
            (id, group) ->
                wanted.add(new Wanted(ThingKind.GROUP, id, group.name(), mark(here, group), true)));
    List<Link> links = store.links();
    if (!target.groups()) {
      links = links.stream().filter(link -> link.kind() == ThingKind.USER).toList();
    }
    return new Work(here, ProvisioningRules.plan(wanted, links), links);
  }

  private static String mark(Here here, Group group) {
    JsonArrayBuilder members = SharedJson.createArrayBuilder();
    here.members().getOrDefault(group.id(), new TreeSet<>()).forEach(members::add);
    return RemoteForm.mark(
        SharedJson.createObjectBuilder(RemoteForm.group(group)).add("members", members).build());
  }

  private Here here(Target target) {
    Map<Long, JsonObject> users = new LinkedHashMap<>();
    Map<Long, TreeSet<Long>> members = new TreeMap<>();
    for (long offset = 0; ; offset += Search.MOST) {
      Found<Person> page =
          people.search(
              new Search<PersonField>(
                  Optional.empty(), Optional.empty(), false, offset, Search.MOST));
      for (Person person : page.page()) {
        users.put(person.id(), RemoteForm.user(person));
        if (person.active()) {
          person
              .groups()
              .forEach(
                  group ->
                      members
                          .computeIfAbsent(group.group(), unused -> new TreeSet<>())
                          .add(person.id()));
        }
      }
      if (offset + Search.MOST >= page.total()) {
        break;
      }
    }
    return new Here(users, target.groups() ? groups() : Map.of(), members);
  }

  private Map<Long, Group> groups() {
    Map<Long, Group> all = new LinkedHashMap<>();
    for (long offset = 0; ; offset += Search.MOST) {
      Found<Group> page =
          groups.search(
              new Search<GroupField>(
                  Optional.empty(), Optional.empty(), false, offset, Search.MOST),
              false);
      page.page().forEach(group -> all.put(group.id(), group));
      if (offset + Search.MOST >= page.total()) {
        return all;
      }
    }
  }

  private String made(
      ScimService service, String endpoint, boolean user, Wanted wanted, JsonObject ours)
      throws ServiceAway, ServiceRefused {
    String attribute = user ? "userName" : "displayName";
    Optional<JsonObject> same = service.find(endpoint, attribute, wanted.name());
    if (same.isEmpty()) {
      ScimService.Answer answer = service.ask("POST", endpoint, RemoteForm.made(user, ours), null);
      if (answer.isGood()) {
        return RemoteForm.id(answer.body())
            .orElseThrow(
                () -> new ServiceRefused("it was made, and the service doesn't say its id"));
      }
      if (answer.status() != 409) {
        throw new ServiceRefused(answer.detail());
      }
      // An attempt before may have made it, whose answer was lost.
      same = service.find(endpoint, attribute, wanted.name());
      if (same.isEmpty()) {
        throw new ServiceRefused(answer.detail());
      }
    }
    String id =
        RemoteForm.id(same.get())
            .orElseThrow(
                () -> new ServiceRefused("it is there, and the service doesn't say its id"));
    return put(service, endpoint, id, ours)
        .orElseThrow(() -> new ServiceRefused("it was there, and is gone"));
  }

  /** Puts ours into what the service has; empty when it has it no more. */
  private static Optional<String> put(
      ScimService service, String endpoint, String id, JsonObject ours)
      throws ServiceAway, ServiceRefused {
    String path = endpoint + "/" + ScimService.encoded(id);
    ScimService.Answer now = service.ask("GET", path, null, null);
    if (now.status() == 404) {
      return Optional.empty();
    }
    if (!now.isGood()) {
      throw new ServiceRefused("it can't be read: " + now.detail());
    }
    ScimService.Answer answer =
        service.ask("PUT", path, RemoteForm.merged(now.body(), ours), now.tag().orElse(null));
    if (!answer.isGood()) {
      throw new ServiceRefused(answer.detail());
    }
    return Optional.of(id);
  }

  private void remove(ScimService service, String endpoint, Link link)
      throws ServiceAway, ServiceRefused {
    ScimService.Answer answer =
        service.ask("DELETE", endpoint + "/" + ScimService.encoded(link.remoteId()), null, null);
    if (!answer.isGood() && answer.status() != 404) {
      throw new ServiceRefused(answer.detail());
    }
    store.unlink(link.kind(), link.id());
  }
}
