using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.IntegrationTests.Local.Durable;

internal sealed class FixtureActivities(Probe probe)
{
    [Function("One")]
    public Task<string> OneAsync([ActivityTrigger] string input, CancellationToken cancellationToken) =>
        probe.CallAsync("One", input, cancellationToken);

    [Function("Two")]
    public Task<string> TwoAsync([ActivityTrigger] string input, CancellationToken cancellationToken) =>
        probe.CallAsync("Two", input, cancellationToken);

    [Function("Three")]
    public Task<string> ThreeAsync([ActivityTrigger] string input, CancellationToken cancellationToken) =>
        probe.CallAsync("Three", input, cancellationToken);

    [Function("Whoami")]
    public static string Whoami([ActivityTrigger] Person person, string instanceId, FunctionContext context) =>
        $"{person.Name}, {person.Age}, {instanceId}, {context.FunctionDefinition.Name}";

    [Function("Nothing")]
    public static Task NothingAsync([ActivityTrigger] object? input) => Task.CompletedTask;
}

internal sealed record Person(string Name, int Age);

internal sealed class FixtureException(string message, Exception? inner = null) : Exception(message, inner);
