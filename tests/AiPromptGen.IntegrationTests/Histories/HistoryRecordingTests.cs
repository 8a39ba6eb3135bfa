using System.Text.Json;
using AiPromptGen.Host.Start;
using AiPromptGen.Tests.Histories;

namespace AiPromptGen.IntegrationTests.Histories;

/// <summary>
/// Today's orchestrators go the ways that are recorded for today's version. A change of the ways needs a new version:
/// docs/deploy.md, "Deployments".
/// </summary>
[TestFixture]
internal sealed class HistoryRecordingTests
{
    private static readonly string Version = VersionOfHostFile();
    private HistoryRecorder recorder = null!;

    private static IEnumerable<string> Cases => HistoryCases.All.Keys;

    [OneTimeSetUp]
    public async Task Start() => recorder = await HistoryRecorder.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await recorder.DisposeAsync();

    [TestCaseSource(nameof(Cases))]
    public async Task Todays_code_goes_as_its_version_is_recorded(string name) =>
        Assert.That(
            (await recorder.RecordAsync(name, HistoryCases.All[name])).Steps(),
            Is.EqualTo(RecordedHistory.Read($"{Version}/{name}").Steps())
        );

    [Test]
    public void Every_way_is_recorded_and_nothing_else() =>
        Assert.That(
            RecordedHistory.Names.Where(name => name.StartsWith($"{Version}/", StringComparison.Ordinal)),
            Is.EquivalentTo(Cases.Select(name => $"{Version}/{name}"))
        );

    [Test, Explicit("Records the version of host.json.")]
    public async Task Record()
    {
        Directory.CreateDirectory(Path.Combine(RecordedHistory.Folder, Version));
        foreach (var (name, script) in HistoryCases.All)
        {
            var recorded = await recorder.RecordAsync(name, script);
            await File.WriteAllTextAsync(RecordedHistory.PathOf($"{Version}/{name}"), recorded.ToJson());
        }

        Assert.That(Cases, Has.All.Matches<string>(n => File.Exists(RecordedHistory.PathOf($"{Version}/{n}"))));
    }

    private static string VersionOfHostFile()
    {
        var file = File.ReadAllBytes(Path.Combine(LocalConfiguration.RepositoryRoot!, "host.json"));
        return JsonElement
            .Parse(file)
            .GetProperty("extensions")
            .GetProperty("durableTask")
            .GetProperty("defaultVersion")
            .GetString()!;
    }
}
