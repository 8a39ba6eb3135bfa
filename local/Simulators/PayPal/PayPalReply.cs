using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Simulators.PayPal;

/// <param name="Text">A page or a certificate in place of JSON.</param>
/// <param name="Location">The address to which the browser is redirected.</param>
internal sealed record PayPalReply(int Status, JsonNode? Body = null, string? Text = null, string? Location = null)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Creating and capturing is answered in short unless the client prefers otherwise.</summary>
    public PayPalReply For(PayPalRequest request)
    {
        if (request is not { Method: "POST", WantsMinimal: true, Segments: ["v1" or "v2", ..] } || !HasStatus)
        {
            return this;
        }

        var body = Body!.DeepClone().AsObject();
        foreach (var name in body.Select(p => p.Key).Except(["id", "status", "links"], StringComparer.Ordinal).ToList())
        {
            body.Remove(name);
        }

        return this with
        {
            Body = body,
        };
    }

    private bool HasStatus => IsSuccess && (Body as JsonObject)?["status"] is not null;

    public async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        response.Headers.Location = Location;
        response.ContentType =
            Body is not null ? "application/json"
            : Text?.StartsWith('<') is true ? "text/html; charset=utf-8"
            : "text/plain";
        if ((Text ?? Body?.ToJsonString()) is { } text)
        {
            await response.WriteAsync(text, cancellationToken);
        }
    }
}

/// <summary>Error answers as PayPal writes them.</summary>
internal static class Problems
{
    public static PayPalReply Unauthorized { get; } =
        Error(401, "AUTHENTICATION_FAILURE", "Authentication failed due to invalid credentials.", "INVALID_TOKEN");

    public static PayPalReply NotFound { get; } =
        Error(404, "RESOURCE_NOT_FOUND", "The specified resource does not exist.", "INVALID_RESOURCE_ID");

    public static PayPalReply Forbidden { get; } =
        Error(403, "NOT_AUTHORIZED", "The simulator is for this machine only.", "PERMISSION_DENIED");

    /// <summary>A feature of the app that is not turned on.</summary>
    public static PayPalReply NotPermitted { get; } =
        Error(403, "NOT_AUTHORIZED", "Authorization failed due to insufficient permissions.", "PERMISSION_DENIED");

    public static PayPalReply Unavailable { get; } =
        Error(503, "SERVICE_UNAVAILABLE", "The service is out.", "SERVICE_UNAVAILABLE");

    public static PayPalReply Invalid(string issue) =>
        Error(
            400,
            "INVALID_REQUEST",
            "Request is not well-formed, syntactically incorrect, or violates schema.",
            issue
        );

    public static PayPalReply Unprocessable(string issue) =>
        Error(422, "UNPROCESSABLE_ENTITY", "The requested action could not be performed.", issue);

    private static PayPalReply Error(int status, string name, string message, string issue) =>
        new(
            status,
            new JsonObject
            {
                ["name"] = name,
                ["message"] = message,
                ["debug_id"] = "f0000000000000",
                ["details"] = new JsonArray(new JsonObject { ["issue"] = issue, ["description"] = issue }),
            }
        );
}
