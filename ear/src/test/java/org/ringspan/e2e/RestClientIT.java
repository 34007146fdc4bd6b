package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;

import com.example.client.ApiClient;
import com.example.client.ApiException;
import com.example.client.ApiResponse;
import com.example.client.api.CallsApi;
import com.example.client.api.ConfigurationApi;
import com.example.client.model.RemoteDestination;
import com.example.client.model.User;
import com.example.client.model.UserDevice;
import com.example.client.model.UserLine;
import com.example.client.model.WhatIfQuestion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.RingspanTest;

/** A program with a client that was generated from the OpenAPI document. */
@RingspanTest
class RestClientIT {
  private final ApiClient client = client();
  private final ConfigurationApi configuration = new ConfigurationApi(client);

  private static ApiClient client() {
    ApiClient client = new ApiClient();
    client.updateBaseUri("http://" + Network.SERVER + ":8080/api/v1");
    String pair = ADMINISTRATOR + ":" + Company.password(ADMINISTRATOR);
    String credentials = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    client.setRequestInterceptor(
        request -> request.header("Authorization", "Basic " + credentials));
    return client;
  }

  private static String tag(ApiResponse<?> response) {
    return response.getHeaders().getOrDefault("etag", List.of("none")).getFirst();
  }

  @Test
  @DisplayName("What it reads and puts back is the same: nothing is lost on the way")
  void roundTrip() throws ApiException {
    int seen = 0;
    for (User listed : configuration.listUsers(null, null, 200).getItems()) {
      ApiResponse<User> read = configuration.readUserWithHttpInfo(listed.getId());
      String tag = tag(read);
      var written = configuration.replaceUserWithHttpInfo(listed.getId(), tag, read.getData());
      assertThat(tag(written)).as(listed.getId()).isEqualTo(tag);
      seen++;
    }
    assertThat(seen).isGreaterThan(10);
  }

  @Test
  @DisplayName("It makes a user, asks who would ring, and is told its faults")
  void newUser() throws ApiException {
    User rose =
        new User()
            .id("rose")
            .name("Rose")
            .mobility(true)
            .addLinesItem(new UserLine().number("51297"))
            .addDevicesItem(new UserDevice().name("rose-desk").addLinesItem("51297"))
            .addRemoteDestinationsItem(
                new RemoteDestination().number("+14085557297").name("mobile"));
    assertThat(configuration.createUser(rose).getInForce()).isTrue();
    try {
      assertThatExceptionOfType(ApiException.class)
          .isThrownBy(() -> configuration.createUser(rose))
          .matches(refused -> refused.getCode() == 409);
      assertThatExceptionOfType(ApiException.class)
          .isThrownBy(() -> configuration.replaceUser("rose", "\"old\"", rose))
          .matches(refused -> refused.getCode() == 412)
          .matches(refused -> refused.getResponseBody().contains("urn:ringspan:problem:changed"));

      var answer =
          new CallsApi(client)
              .whatIf(
                  new WhatIfQuestion()
                      .device(ALICE.desk())
                      .called("51297")
                      .addRegisteredItem("rose-desk"));
      assertThat(answer.getLegs())
          .extracting(leg -> leg.getTarget() + " " + leg.getRings())
          .containsExactly("rose-desk true", "+14085557297 true");
    } finally {
      configuration.deleteUser("rose", "*");
    }
  }
}
