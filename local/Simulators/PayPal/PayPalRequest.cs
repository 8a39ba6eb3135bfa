using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace AiPromptGen.Simulators.PayPal;

/// <param name="Body">The JSON body; empty when none was sent.</param>
/// <param name="Address">The address of the simulator.</param>
internal sealed record PayPalRequest(RecordedRequest Recorded, JsonObject Body, Uri Address)
{
    public string Method => Recorded.Method;

    public string[] Segments => Recorded.Path.Trim('/').Split('/');

    public string? RequestId => Recorded.Headers.GetValueOrDefault("PayPal-Request-Id");

    public bool WantsMinimal =>
        !Recorded
            .Headers.GetValueOrDefault("Prefer", "")
            .Contains("return=representation", StringComparison.OrdinalIgnoreCase);

    public string Query(string name) => QueryHelpers.ParseQuery(Recorded.Query).GetValueOrDefault(name).ToString();

    public string Form(string name) => QueryHelpers.ParseQuery(Recorded.Body).GetValueOrDefault(name).ToString();

    public int? Number(string name) =>
        int.TryParse(Query(name), CultureInfo.InvariantCulture, out var number) ? number : null;

    public DateTimeOffset? Time(string name) =>
        DateTimeOffset.TryParse(Query(name), CultureInfo.InvariantCulture, out var time) ? time : null;
}
