package org.ringspan.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.ClassPathReferences;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.complex.BulkConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ChangePasswordConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ETagConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.SortConfig;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.AuthenticationScheme;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.EndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.base.GroupEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ETagFeature;
import java.util.List;
import org.ringspan.people.Search;
import org.ringspan.people.boundary.Groups;
import org.ringspan.people.boundary.People;

/** Sets the protocol's library up: what we can do, and of what a user is made. */
final class ScimEngine {
  /** The largest request, in bytes. */
  static final int LARGEST = 1024 * 1024;

  /** The most operations of one bulk request. */
  static final int MOST_OPERATIONS = 200;

  private ScimEngine() {}

  static ResourceEndpoint of(People people, Groups groups) {
    ResourceEndpoint engine = new ResourceEndpoint(abilities());
    JsonNode schema = JsonHelper.loadJsonDocument(ClassPathReferences.USER_SCHEMA_JSON);
    // Roles are given in the telephone system: a client that leaves them out takes nobody's away.
    readOnly(schema, "roles");
    ResourceType users =
        engine.registerEndpoint(
            new EndpointDefinition(
                JsonHelper.loadJsonDocument(ClassPathReferences.USER_RESOURCE_TYPE_JSON),
                schema,
                List.of(
                    JsonHelper.loadJsonDocument(ClassPathReferences.ENTERPRISE_USER_SCHEMA_JSON)),
                new UserHandler(people)));
    ResourceType all =
        engine.registerEndpoint(new GroupEndpointDefinition(new GroupHandler(groups)));
    users.getFeatures().setETagFeature(ETagFeature.builder().enabled(true).build());
    all.getFeatures().setETagFeature(ETagFeature.builder().enabled(true).build());
    return engine;
  }

  private static void readOnly(JsonNode schema, String name) {
    for (JsonNode attribute : schema.get("attributes")) {
      if (attribute.get("name").asText().equals(name)) {
        ObjectNode it = (ObjectNode) attribute;
        it.put("mutability", "readOnly");
        for (JsonNode part : it.get("subAttributes")) {
          ((ObjectNode) part).put("mutability", "readOnly");
        }
      }
    }
  }

  private static ServiceProvider abilities() {
    return ServiceProvider.builder()
        .filterConfig(FilterConfig.builder().supported(true).maxResults(Search.MOST).build())
        .sortConfig(SortConfig.builder().supported(true).build())
        .changePasswordConfig(ChangePasswordConfig.builder().supported(true).build())
        .eTagConfig(ETagConfig.builder().supported(true).build())
        .bulkConfig(
            BulkConfig.builder()
                .supported(true)
                .maxOperations(MOST_OPERATIONS)
                .maxPayloadSize((long) LARGEST)
                .build())
        .patchConfig(
            PatchConfig.builder()
                .supported(true)
                .activateMsAzureComplexSimpleValueWorkaround(true)
                .activateMsAzureFilterWorkaround(true)
                .activateMsAzureValueSubAttributeWorkaround(true)
                .build())
        .authenticationSchemes(
            List.of(
                AuthenticationScheme.builder()
                    .name("Access token")
                    .description(
                        "A token of an administrator, made in the console or by the REST API")
                    .type("oauthbearertoken")
                    .specUri("https://www.rfc-editor.org/rfc/rfc6750")
                    .primary(true)
                    .build(),
                AuthenticationScheme.builder()
                    .name("Login and password")
                    .description("The login and the password of an administrator")
                    .type("httpbasic")
                    .specUri("https://www.rfc-editor.org/rfc/rfc7617")
                    .build()))
        // RFC 7644 section 3.1: a client may also send application/json.
        .lenientContentTypeChecking(true)
        .build();
  }
}
