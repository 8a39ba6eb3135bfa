using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace AiPromptGen.Tests.Support;

/// <summary>A response of the storage in memory: an HTTP status, and an ETag when the request has one to return.</summary>
internal sealed class Answer(int status, string? version = null) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        version is null ? [] : [new HttpHeader("ETag", $"\"{version}\"")];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = name == "ETag" && version is not null ? $"\"{version}\"" : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
