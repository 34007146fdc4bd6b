package org.ringspan.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.identity.Role;

class PageRolesTest {
  @ParameterizedTest
  @CsvSource({
    "/console/audit, ADMINISTRATOR",
    "/console/audit.xhtml, ADMINISTRATOR",
    "/console/edit, ADMINISTRATOR",
    "/console/export/users.csv, ADMINISTRATOR",
    "/console/export, ADMINISTRATOR",
    "/console/secrets, ADMINISTRATOR",
    "/console/directory-events, ADMINISTRATOR",
    "/console/avatar.jpg, SUPPORT",
    "/me/avatar.jpg, USER",
    "/CONSOLE/Audit.XHTML, ADMINISTRATOR",
    "/Console/users.xhtml, SUPPORT",
    "/console, SUPPORT",
    "/console/, SUPPORT",
    "/console/users.xhtml, SUPPORT",
    "/console/live-events, SUPPORT",
    "/console/a-page-of-tomorrow, SUPPORT",
    "/me, USER",
    "/me/reach, USER",
    "/enter, USER"
  })
  @DisplayName("Each page takes a role, and a new one of the console at least support")
  void least(String path, Role role) {
    assertThat(PageRoles.least(path)).contains(role);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/login", "/login.xhtml", "/expired.xhtml", "/index.xhtml", ""})
  @DisplayName("What leads to the login takes none")
  void open(String path) {
    assertThat(PageRoles.least(path)).isEqualTo(Optional.empty());
  }

  @Test
  @DisplayName("A name that only begins alike isn't below the folder")
  void alike() {
    assertThat(PageRoles.least("/mention")).isEmpty();
  }
}
