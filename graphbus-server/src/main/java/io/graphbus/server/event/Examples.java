package io.graphbus.server.event;

/** What requests and answers look like, for the OpenAPI document. */
final class Examples {

    static final String EVENT_TYPE = "application/cloudevents+json";
    static final String BATCH_TYPE = "application/cloudevents-batch+json";

    static final String PUBLISH =
            """
            {"topic":"/Hello/MessageGenerated","payload":{"name":"Ada","message":"Hello, Ada!"}}""";

    static final String RECEIPT =
            """
            {"id":"n1-42","subscribers":1}""";

    static final String EVENT =
            """
            {"specversion":"1.0","id":"n1-42","source":"/graphbus/graphbus/HelloService",\
            "type":"graphbus.Hello.MessageGenerated.v1","time":"2026-01-31T12:00:00Z",\
            "datacontenttype":"application/json","gbtopic":"/Hello/MessageGenerated",\
            "data":{"name":"Ada","message":"Hello, Ada!"}}""";

    static final String OWN =
            """
            {"id":"n1-42","topic":"/Hello/MessageGenerated","source":"HelloService",\
            "time":"2026-01-31T12:00:00Z","priority":"NORMAL",\
            "payload":{"name":"Ada","message":"Hello, Ada!"},\
            "deliveries":[{"agent":"LoggerService","handler":"onMessage","status":"DELIVERED",\
            "attempts":1}]}""";

    private Examples() {}
}
