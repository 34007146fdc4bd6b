package org.ringspan.console.setup;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;
import org.ringspan.json.SharedJson;

/** What is filled in about the first user. */
public final class UserEntry {
  private String login = "";
  private String name = "";
  private String password = "";
  private String line = "";
  private String did = "";
  private String mobile = "";

  /** The user as the configuration takes it, with a telephone of this name. */
  JsonObject json(String device) {
    JsonObjectBuilder number = SharedJson.createObjectBuilder().add("number", line);
    if (!did.isEmpty()) {
      number.add("did", did);
    }
    JsonArrayBuilder destinations = SharedJson.createArrayBuilder();
    if (!mobile.isEmpty()) {
      destinations.add(
          SharedJson.createObjectBuilder()
              .add("number", mobile)
              .add("name", "mobile")
              .add("mobilePhone", true)
              .add("singleNumberReach", true));
    }
    return SharedJson.createObjectBuilder()
        .add("id", login)
        .add("name", name)
        .add("role", "user")
        .add("mobility", !mobile.isEmpty())
        .add("lines", SharedJson.createArrayBuilder().add(number))
        .add(
            "devices",
            SharedJson.createArrayBuilder()
                .add(
                    SharedJson.createObjectBuilder()
                        .add("name", device)
                        .add("lines", SharedJson.createArrayBuilder().add(line))))
        .add("remoteDestinations", destinations)
        .build();
  }

  public String getLogin() {
    return login;
  }

  public void setLogin(@Nullable String login) {
    this.login = GatewayEntry.stripped(login);
  }

  public String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = GatewayEntry.stripped(name);
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(@Nullable String password) {
    this.password = password == null ? "" : password;
  }

  public String getLine() {
    return line;
  }

  public void setLine(@Nullable String line) {
    this.line = GatewayEntry.stripped(line);
  }

  public String getDid() {
    return did;
  }

  public void setDid(@Nullable String did) {
    this.did = GatewayEntry.stripped(did);
  }

  public String getMobile() {
    return mobile;
  }

  public void setMobile(@Nullable String mobile) {
    this.mobile = GatewayEntry.stripped(mobile);
  }
}
