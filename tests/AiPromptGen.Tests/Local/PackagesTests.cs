using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Local;

/// <summary>The app is built from the packages that its owner chose. Only PayPal's has a stand-in, which is never published.</summary>
[TestFixture]
internal sealed class PackagesTests
{
    private const string Functions = "functions/AiPromptGen.Functions.csproj";

    private const string PayPal = "PayPalServerSDK";

    private static readonly string Root = Repository.Root;

    private static readonly string[] References =
    [
        "-getItem:PackageReference",
        "-getItem:PackageVersion",
        "-getItem:ProjectReference",
    ];

    /// <summary>What the owner fixed, for the app.</summary>
    private static readonly string[] Owners =
    [
        "Azure.AI.OpenAI",
        "Azure.Data.Tables",
        "Azure.Storage.Blobs",
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.Azure.Functions.Worker.Extensions.DurableTask",
        "Microsoft.Identity.Web",
        "PayPalServerSDK",
    ];

    private static readonly Dictionary<string, string> Official = new(StringComparer.Ordinal)
    {
        ["Microsoft.Azure.Functions.Worker"] = "2.52.0",
        ["Microsoft.Azure.Functions.Worker.Sdk"] = "2.1.0",
        ["Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore"] = "2.1.1",
        ["Microsoft.Azure.Functions.Worker.Extensions.Timer"] = "4.3.1",
        ["Microsoft.Azure.Functions.Worker.Extensions.DurableTask"] = "1.21.1",
    };

    /// <summary>The prompt engine is always part of the app.</summary>
    private static string Engine => Path.Combine(Root, "prompts", "AiPromptGen.Prompts.csproj");

    [TestCase("true")]
    [TestCase("")]
    public async Task The_worker_and_its_extensions_are_always_the_official_ones(string isPublishing)
    {
        var references = await ReferencesAsync($"-p:_IsPublishing={isPublishing}");

        Assert.That(references.Packages, Is.SupersetOf(Official));
    }

    [Test]
    public async Task What_is_published_has_PayPals_package_and_nothing_of_a_developers_machine()
    {
        var references = await ReferencesAsync("-p:_IsPublishing=true");

        Assert.That(references.Packages, Does.ContainKey(PayPal).WithValue("2.4.0"));
        Assert.That(references.Projects, Is.EqualTo(new[] { Engine }));
    }

    [Test]
    public async Task What_runs_on_a_developers_machine_needs_no_package_of_PayPals()
    {
        var references = await ReferencesAsync();

        Assert.That(references.Packages, Does.Not.ContainKey(PayPal));
        Assert.That(
            references.Projects.Except([Engine], StringComparer.Ordinal),
            Is.Not.Empty.And.All.StartsWith(Path.Combine(Root, "local", ""))
        );
    }

    [Test]
    public async Task The_owners_packages_are_all_there()
    {
        var functions = (await ReferencesAsync("-p:_IsPublishing=true")).Packages.Keys;
        var tests = (await EvaluateAsync("tests/AiPromptGen.Tests/AiPromptGen.Tests.csproj", References)).RootElement;

        Assert.That(functions, Is.SupersetOf(Owners));
        Assert.That(Items(tests.GetProperty("Items"), "PackageReference").Select(Name), Does.Contain("NUnit"));
    }

    [TestCase("true", "linux-x64|true|true|v4|Exe")]
    [TestCase("", "||true|v4|Exe")]
    public async Task Only_what_is_published_is_made_for_one_system(string isPublishing, string expected)
    {
        using var answer = await EvaluateAsync(
            Functions,
            [
                "-getProperty:RuntimeIdentifier,PublishReadyToRun,TreatWarningsAsErrors,AzureFunctionsVersion,OutputType",
                $"-p:_IsPublishing={isPublishing}",
            ]
        );

        var values = answer.RootElement.GetProperty("Properties").EnumerateObject().Select(p => p.Value.GetString());
        Assert.That(string.Join('|', values), Is.EqualTo(expected));
    }

    [Test]
    public async Task The_host_file_is_published_and_settings_of_a_developer_never()
    {
        using var answer = await EvaluateAsync(Functions, ["-getItem:None,Content", "-p:_IsPublishing=true"]);
        var items = answer.RootElement.GetProperty("Items");
        var files = Items(items, "None").Concat(Items(items, "Content")).ToList();
        var source = await File.ReadAllTextAsync(Path.Combine(Root, Functions));

        Assert.That(
            files.Where(f => Name(f).EndsWith("host.json", StringComparison.Ordinal)).Select(Publishing),
            // What is older than a file of another backend replaces it all the same.
            Is.EqualTo(new[] { "Always" })
        );
        // The file itself is on no build machine.
        Assert.That(
            source.Split("../local.settings.json")[1],
            Does.Contain("CopyToPublishDirectory=\"Never\"").And.Not.Contain("CopyToPublishDirectory=\"Preserve")
        );
    }

    /// <summary>The file of a scheduler is the same but for the provider, and what was published before is written over.</summary>
    [Test]
    public async Task What_is_published_for_a_scheduler_names_it_in_its_host_file()
    {
        var folder = Directory.CreateTempSubdirectory("publish-");
        try
        {
            await AskAsync(
                Functions,
                [
                    "-t:WriteHostFileOfScheduler",
                    "-p:DurableBackend=scheduler",
                    $"-p:PublishDir={folder.FullName}/",
                    "-v:q",
                ]
            );
            var written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "host.json")))!;
            var durable = written["extensions"]!["durableTask"]!;
            Assert.That(
                durable["storageProvider"]!.ToJsonString(),
                Is.EqualTo(
                    """{"type":"azureManaged","connectionStringName":"DURABLE_TASK_SCHEDULER_CONNECTION_STRING"}"""
                )
            );
            var source = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Root, "host.json")))!;
            source["extensions"]!["durableTask"]!["storageProvider"] = durable["storageProvider"]!.DeepClone();
            Assert.That(JsonNode.DeepEquals(written, source), Is.True);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(Dictionary<string, string> Packages, List<string> Projects)> ReferencesAsync(
        params string[] properties
    )
    {
        using var answer = await EvaluateAsync(Functions, [.. References, .. properties]);
        var items = answer.RootElement.GetProperty("Items");
        var versions = Items(items, "PackageVersion")
            .ToDictionary(Name, p => Text(p, "Version"), StringComparer.Ordinal);
        return (
            Items(items, "PackageReference").ToDictionary(Name, p => versions[Name(p)], StringComparer.Ordinal),
            Items(items, "ProjectReference").Select(p => Text(p, "FullPath")).ToList()
        );
    }

    private static async Task<JsonDocument> EvaluateAsync(string project, string[] questions) =>
        JsonDocument.Parse(await AskAsync(project, questions));

    private static async Task<string> AskAsync(string project, string[] questions)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-nodeReuse:false", .. questions])
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.That(build.ExitCode, Is.Zero, output);
        return output;
    }

    private static string Publishing(JsonElement item) => Text(item, "CopyToPublishDirectory");

    private static JsonElement.ArrayEnumerator Items(JsonElement items, string kind) =>
        items.GetProperty(kind).EnumerateArray();

    private static string Name(JsonElement item) => Text(item, "Identity");

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
