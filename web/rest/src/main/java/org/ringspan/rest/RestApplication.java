package org.ringspan.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The first version of the API, at {@code /api/v1}. */
@ApplicationPath("v1")
public class RestApplication extends Application {}
