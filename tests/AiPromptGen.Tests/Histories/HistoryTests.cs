using System.Text.Json;
using System.Text.RegularExpressions;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Tests.Architecture;
using AiPromptGen.Tests.Platform;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Protobuf;

namespace AiPromptGen.Tests.Histories;

/// <summary>
/// Instances that run while a new version is deployed go on with it. What to do when one of these fails:
/// docs/deploy.md, "Deployments".
/// </summary>
[TestFixture]
internal sealed partial class HistoryTests
{
    private static readonly string Version = HostFile.Settings(Repository.Read("host.json"))[
        "extensions.durableTask.defaultVersion"
    ];

    private static IEnumerable<string> Recorded => RecordedHistory.Names;

    private static IEnumerable<string> OfVersion =>
        Recorded.Where(name => name.StartsWith($"{Version}/", StringComparison.Ordinal));

    [TestCaseSource(nameof(Recorded))]
    public void A_running_instance_goes_on_with_todays_code(string name)
    {
        var recording = RecordedHistory.Read(name);

        Assert.That(Replaying.Breaks(recording, Orchestrators.Of(recording.Orchestrator)), Is.Empty);
    }

    [TestCaseSource(nameof(Recorded))]
    public void Todays_activities_take_what_was_asked_of_them(string name) =>
        Assert.That(
            () =>
                RecordedHistory
                    .Read(name)
                    .Calls.Select(call =>
                        // The engine hands over a list of inputs, of which an activity has one.
                        JsonSerializer.Deserialize(call.Input!.Value[0], Orchestrators.InputOfActivity(call.Activity))
                    )
                    .ToList(),
            Has.None.Null
        );

    [Test]
    public void Every_orchestrator_is_recorded() =>
        Assert.That(
            OfVersion.Select(n => n.Split('/')[1].Split('.')[0]).Distinct(StringComparer.Ordinal),
            Is.EquivalentTo(Orchestrators.Names)
        );

    [Test]
    public void The_version_of_the_host_file_is_the_newest_that_is_recorded() =>
        Assert.That(
            RecordedHistory.Versions.Select(System.Version.Parse).Max(),
            Is.EqualTo(System.Version.Parse(Version))
        );

    [Test]
    public void The_recordings_end_in_every_way()
    {
        var recordings = OfVersion.Select(RecordedHistory.Read).ToList();

        Assert.That(
            recordings.Select(r => r.Ended).Distinct(),
            Is.EquivalentTo(new[] { nameof(OrchestrationStatus.Completed), nameof(OrchestrationStatus.Failed) })
        );
        Assert.That(
            recordings.SelectMany(r => r.Calls).Select(c => c.Activity).Distinct(StringComparer.Ordinal),
            Is.EquivalentTo(ActivitiesOf(recordings.Select(r => r.Orchestrator)))
        );
    }

    [TestCase("reordered")]
    [TestCase("renamed")]
    [TestCase("left out")]
    [TestCase("put before")]
    [TestCase("answer needs more")]
    public void A_change_that_would_break_running_instances_is_found(string change)
    {
        var recording = RecordedHistory.Read($"{Version}/GenerationOrchestrator.succeeded");

        Assert.That(Replaying.Breaks(recording, Orchestrators.Of(c => ChangedAsync(c, change))), Is.Not.Empty);
    }

    [TestCase("added at the end")]
    [TestCase("")]
    public void A_change_that_breaks_none_is_let_through(string change)
    {
        var recording = RecordedHistory.Read($"{Version}/PaymentEventOrchestrator.applied");

        Assert.That(Replaying.Breaks(recording, Orchestrators.Of(c => LongerAsync(c, change))), Is.Empty);
    }

    /// <summary>Every activity that the orchestrators' sources name.</summary>
    private static IEnumerable<string> ActivitiesOf(IEnumerable<string> orchestrators) =>
        orchestrators
            .Distinct(StringComparer.Ordinal)
            .Select(o => Repository.Functions.Single(f => string.Equals(f.Name, $"{o}.cs", StringComparison.Ordinal)))
            .SelectMany(f => ActivityName().Matches(f.Text))
            .Select(m => m.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal);

    private static async Task ChangedAsync(TaskOrchestrationContext context, string change)
    {
        if (change is "put before")
        {
            await context.CallActivityAsync("CheckCredits");
        }

        if (change is "answer needs more")
        {
            await context.CallActivityAsync<NeedsMore>("ReserveCredits");
        }

        if (change is not "reordered" and not "left out" and not "answer needs more")
        {
            await context.CallActivityAsync<ReserveCredits.Output>(
                change is "renamed" ? "HoldCredits" : "ReserveCredits"
            );
        }

        await context.CallActivityAsync<GenerateAnswer>("Generate");
    }

    private static async Task LongerAsync(TaskOrchestrationContext context, string change)
    {
        await context.CallActivityAsync<object>("ApplyPaymentEvent");
        if (change.Length > 0)
        {
            await context.CallActivityAsync("WriteAudit");
        }
    }

    [GeneratedRegex(
        @"(CallActivityAsync(<[\w.]+>)?\(\s*nameof\(|nameof\(\w+Activit\w+\.)(?<name>\w+)\)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex ActivityName();

    private sealed record NeedsMore
    {
        public required string Deadline { get; init; }
    }
}
