package org.ringspan.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.User;
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
import org.ringspan.people.Person;
import org.ringspan.people.boundary.People;

/** What can be done with users. */
final class UserHandler extends ResourceHandler<User> {
  private final People people;

  UserHandler(People people) {
    this.people = people;
  }

  @Override
  public User createResource(User user, Context context) {
    return Refusals.told(
        () -> UserForm.user(people.create(ScimContext.of(context).actor(), UserForm.draft(user))));
  }

  @Override
  public @Nullable User getResource(
      String id,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excluded,
      Context context) {
    return Refusals.told(() -> people.read(id).map(UserForm::user)).orElse(null);
  }

  @Override
  public @Nullable User getResourceForUpdate(
      String id,
      @Nullable List<SchemaAttribute> attributes,
      @Nullable List<SchemaAttribute> excluded,
      Context context,
      EndpointType type) {
    Person person = Refusals.told(() -> people.read(id)).orElse(null);
    if (person == null) {
      return null;
    }
    ScimContext.of(context).see(id, person);
    return UserForm.user(person);
  }

  @Override
  public PatchOperationHandler<User> getPatchOpResourceHandler(String id, Context context) {
    new PatchRules(getResourceType(), () -> getResource(id, List.of(), List.of(), context))
        .check(context.getRequestBody());
    return super.getPatchOpResourceHandler(id, context);
  }

  @Override
  public PartialListResponse<User> listResources(
      long startIndex,
      int count,
      @Nullable FilterNode filter,
      @Nullable SchemaAttribute sortBy,
      @Nullable SortOrder order,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excluded,
      Context context) {
    Found<Person> found =
        Refusals.told(
            () -> people.search(Filters.OF_USERS.search(startIndex, count, filter, sortBy, order)));
    return PartialListResponse.<User>builder()
        .resources(found.page().stream().map(UserForm::user).toList())
        .totalResults(found.total())
        .build();
  }

  @Override
  public User updateResource(User user, Context context) {
    Person seen = seen(user.getId().orElse(""), context);
    return Refusals.told(
        () ->
            UserForm.user(
                people.replace(ScimContext.of(context).actor(), seen, UserForm.draft(user))));
  }

  @Override
  public void deleteResource(String id, Context context) {
    Person seen = seen(id, context);
    var unused =
        Refusals.told(
            () -> {
              people.delete(ScimContext.of(context).actor(), seen);
              return id;
            });
  }

  private Person seen(String id, Context context) {
    return ScimContext.of(context)
        .seen(id, Person.class)
        .or(() -> Refusals.told(() -> people.read(id)))
        .orElseThrow(() -> new ResourceNotFoundException("there is no user " + id));
  }
}
