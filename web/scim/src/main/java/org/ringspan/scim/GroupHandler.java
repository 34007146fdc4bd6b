package org.ringspan.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.features.EndpointType;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.patch.PatchOperationHandler;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringspan.people.Found;
import org.ringspan.people.Group;
import org.ringspan.people.boundary.Groups;

/** What can be done with groups. */
final class GroupHandler
    extends ResourceHandler<de.captaingoldfish.scim.sdk.common.resources.Group> {
  private static final String MEMBERS = "members";

  private final Groups groups;

  GroupHandler(Groups groups) {
    this.groups = groups;
  }

  @Override
  public de.captaingoldfish.scim.sdk.common.resources.Group createResource(
      de.captaingoldfish.scim.sdk.common.resources.Group group, Context context) {
    return Refusals.told(() -> form(groups.create(ScimContext.of(context).actor(), draft(group))));
  }

  @Override
  public de.captaingoldfish.scim.sdk.common.resources.@Nullable Group getResource(
      String id,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excluded,
      Context context) {
    return Refusals.told(
            () -> groups.read(id, wantsMembers(attributes, excluded)).map(GroupHandler::form))
        .orElse(null);
  }

  @Override
  public de.captaingoldfish.scim.sdk.common.resources.@Nullable Group getResourceForUpdate(
      String id,
      @Nullable List<SchemaAttribute> attributes,
      @Nullable List<SchemaAttribute> excluded,
      Context context,
      EndpointType type) {
    Group group = Refusals.told(() -> groups.read(id, true)).orElse(null);
    if (group == null) {
      return null;
    }
    ScimContext.of(context).see(id, group);
    return form(group);
  }

  @Override
  public PatchOperationHandler<de.captaingoldfish.scim.sdk.common.resources.Group>
      getPatchOpResourceHandler(String id, Context context) {
    new PatchRules(getResourceType(), () -> getResource(id, List.of(), List.of(), context))
        .check(context.getRequestBody());
    return super.getPatchOpResourceHandler(id, context);
  }

  @Override
  public PartialListResponse<de.captaingoldfish.scim.sdk.common.resources.Group> listResources(
      long startIndex,
      int count,
      @Nullable FilterNode filter,
      @Nullable SchemaAttribute sortBy,
      @Nullable SortOrder order,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excluded,
      Context context) {
    Found<Group> found =
        Refusals.told(
            () ->
                groups.search(
                    Filters.OF_GROUPS.search(startIndex, count, filter, sortBy, order),
                    wantsMembers(attributes, excluded)));
    return PartialListResponse.<de.captaingoldfish.scim.sdk.common.resources.Group>builder()
        .resources(found.page().stream().map(GroupHandler::form).toList())
        .totalResults(found.total())
        .build();
  }

  /** Members are many; who doesn't want them isn't given them. */
  private static boolean wantsMembers(
      List<SchemaAttribute> attributes, List<SchemaAttribute> excluded) {
    return attributes.isEmpty()
        ? excluded.stream().noneMatch(it -> it.getScimNodeName().equals(MEMBERS))
        : attributes.stream().anyMatch(it -> it.getScimNodeName().startsWith(MEMBERS));
  }

  @Override
  public de.captaingoldfish.scim.sdk.common.resources.Group updateResource(
      de.captaingoldfish.scim.sdk.common.resources.Group group, Context context) {
    Group seen = seen(group.getId().orElse(""), context);
    return Refusals.told(
        () ->
            form(
                groups.replace(
                    ScimContext.of(context).actor(), seen.id(), seen.version(), draft(group))));
  }

  @Override
  public void deleteResource(String id, Context context) {
    Group seen = seen(id, context);
    var unused =
        Refusals.told(
            () -> {
              groups.delete(ScimContext.of(context).actor(), seen.id(), seen.version());
              return id;
            });
  }

  private Group seen(String id, Context context) {
    return ScimContext.of(context)
        .seen(id, Group.class)
        .or(() -> Refusals.told(() -> groups.read(id, true)))
        .orElseThrow(() -> new ResourceNotFoundException("there is no group " + id));
  }

  private static Group.Draft draft(de.captaingoldfish.scim.sdk.common.resources.Group group) {
    return new Group.Draft(
        group.getDisplayName().orElse(""),
        group.getExternalId().filter(text -> !text.isEmpty()),
        group.getMembers().stream()
            .flatMap(member -> member.getValue().stream())
            .map(id -> UserForm.number(id, MEMBERS))
            .distinct()
            .toList());
  }

  private static de.captaingoldfish.scim.sdk.common.resources.Group form(Group group) {
    return de.captaingoldfish.scim.sdk.common.resources.Group.builder()
        .id(Long.toString(group.id()))
        .externalId(group.externalId().orElse(null))
        .displayName(group.name())
        .members(
            group.members().stream()
                .map(
                    member ->
                        Member.builder()
                            .value(Long.toString(member.id()))
                            .display(member.name())
                            .type(member.group() ? "Group" : "User")
                            .build())
                .toList())
        .meta(
            Meta.builder()
                .resourceType("Group")
                .created(group.created())
                .lastModified(group.modified())
                .version(Marks.of(group.version()))
                .build())
        .build();
  }
}
