using System.Diagnostics.CodeAnalysis;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AiPromptGen.IntegrationTests.Credits;

public enum Fault
{
    /// <summary>The request never reaches storage.</summary>
    LostBefore,

    /// <summary>The request is applied, but its answer is lost.</summary>
    LostAfter,

    /// <summary>The request is applied, but answered with 500.</summary>
    ErrorAfter,
}

/// <summary>Counts requests and makes the answer to a given one unclear.</summary>
internal sealed class FaultPolicy : HttpPipelinePolicy
{
    private int count;
    private int failAt;
    private int failures;
    private Fault fault;

    public int Count => count;

    /// <summary>What other processes do between the failure and the next request.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public void Reset() => (count, failures) = (0, 0);

    /// <param name="number">The number of the first request that fails, counted from 1.</param>
    /// <param name="kind">How it fails.</param>
    /// <param name="times">How many requests in a row fail.</param>
    public void FailAt(int number, Fault kind, int times) =>
        (count, failAt, failures, fault) = (0, number, times, kind);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The ledger is asynchronous.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var number = Interlocked.Increment(ref count);
        var fails = number >= failAt && number < failAt + failures;
        if (fails && fault == Fault.LostBefore)
        {
            throw new IOException("dropped");
        }

        await ProcessNextAsync(message, pipeline);
        if (fails)
        {
            await Meanwhile();
        }

        if (fails && fault == Fault.LostAfter)
        {
            throw new IOException("dropped");
        }

        if (fails)
        {
            message.Response = new ServerError(message.Response);
        }
    }

    private sealed class ServerError(Azure.Response inner) : Azure.Response
    {
        public override int Status => 500;

        public override string ReasonPhrase => "Internal Server Error";

        public override Stream? ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = inner.ClientRequestId;

        public override bool IsError => true;

        public override void Dispose() => inner.Dispose();

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return false;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = null;
            return false;
        }
    }
}
