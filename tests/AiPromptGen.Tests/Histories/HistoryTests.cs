using System.Text.RegularExpressions;
using AiPromptGen.Generations;
using AiPromptGen.Tests.Architecture;
using AiPromptGen.Tests.Platform;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Local;

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

    private static IEnumerable<string> Cases => HistoryCases.All.Keys;

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
                        Payloads.Deserialize(call.Input?.GetRawText(), Orchestrators.InputOfActivity(call.Activity))
                    )
                    .ToList(),
            Has.None.Null
        );

    [TestCaseSource(nameof(Cases))]
    public void Todays_code_goes_as_its_version_is_recorded(string name) =>
        Assert.That(HistoryCases.All[name]().Steps, Is.EqualTo(RecordedHistory.Read($"{Version}/{name}").Steps));

    [Test]
    public void Every_orchestrator_is_recorded_and_nothing_else_is_in_the_version()
    {
        var names = Recorded.Where(n => n.StartsWith($"{Version}/", StringComparison.Ordinal)).ToList();

        Assert.That(names, Is.EquivalentTo(Cases.Select(name => $"{Version}/{name}")));
        Assert.That(
            names.Select(n => n.Split('/')[1].Split('.')[0]).Distinct(StringComparer.Ordinal),
            Is.EquivalentTo(Orchestrators.Names)
        );
    }

    [Test]
    public void The_version_of_the_host_file_is_the_newest_that_is_recorded() =>
        Assert.That(
            RecordedHistory.Versions.Select(System.Version.Parse).Max(),
            Is.EqualTo(System.Version.Parse(Version))
        );

    [Test]
    public void The_recordings_end_in_every_way()
    {
        var recordings = Cases.Select(name => RecordedHistory.Read($"{Version}/{name}")).ToList();

        Assert.That(
            recordings.Select(r => r.Ended).Distinct(),
            Is.EquivalentTo(new[] { OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed })
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

        Assert.That(Replaying.Breaks(recording, c => ChangedAsync(c, change)), Is.Not.Empty);
    }

    [TestCase("added at the end")]
    [TestCase("")]
    public void A_change_that_breaks_none_is_let_through(string change)
    {
        var recording = RecordedHistory.Read($"{Version}/PaymentEventOrchestrator.applied");

        Assert.That(Replaying.Breaks(recording, c => LongerAsync(c, change)), Is.Empty);
    }

    [Test, Explicit("Records the version of host.json.")]
    public void Record()
    {
        Directory.CreateDirectory(Path.Combine(RecordedHistory.Folder, Version));
        foreach (var (name, record) in HistoryCases.All)
        {
            File.WriteAllText(RecordedHistory.PathOf($"{Version}/{name}"), record().ToJson());
        }

        Assert.That(Cases, Has.All.Matches<string>(n => File.Exists(RecordedHistory.PathOf($"{Version}/{n}"))));
    }

    /// <summary>Every activity that the orchestrators' sources name.</summary>
    private static IEnumerable<string> ActivitiesOf(IEnumerable<string> orchestrators) =>
        orchestrators
            .Distinct(StringComparer.Ordinal)
            .Select(o => Repository.Functions.Single(f => string.Equals(f.Name, $"{o}.cs", StringComparison.Ordinal)))
            .SelectMany(f => ActivityName().Matches(f.Text))
            .Select(m => m.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal);

    private static async Task<object?> ChangedAsync(TaskOrchestrationContext context, string change)
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
            await context.CallActivityAsync<ReserveAnswer>(change is "renamed" ? "HoldCredits" : "ReserveCredits");
        }

        await context.CallActivityAsync<GenerateAnswer>("Generate");
        return null;
    }

    private static async Task<object?> LongerAsync(TaskOrchestrationContext context, string change)
    {
        await context.CallActivityAsync<object>("ApplyPaymentEvent");
        if (change.Length > 0)
        {
            await context.CallActivityAsync("WriteAudit");
        }

        return null;
    }

    [GeneratedRegex(@"nameof\(\w+Activit\w+\.(?<name>\w+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ActivityName();

    private sealed record NeedsMore
    {
        public required string Deadline { get; init; }
    }
}
