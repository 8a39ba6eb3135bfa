using AiPromptGen.Host;
using AiPromptGen.Host.Start;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.IntegrationTests.Local;

[TestFixture]
internal sealed class LocalConfigurationTests
{
    private string folder = null!;

    [SetUp]
    public void Make_a_folder() => folder = Directory.CreateTempSubdirectory("local-settings-").FullName;

    [TearDown]
    public void Delete_the_folder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Settings_come_from_the_files_the_environment_and_the_command_line_later_ones_win()
    {
        await WriteAsync("host.json", """{ "extensions": { "durableTask": { "hubName": "Hub" } } }""");
        await WriteAsync(
            "local.settings.json",
            """{ "IsEncrypted": false, "Values": { "PATH": "file", "A__B": "file", "Urls": "file", "Other": "file" } }"""
        );
        var configuration = new ConfigurationManager();

        LocalConfiguration.AddSources(configuration, folder, ["--urls", "line", "--Other=line"]);

        Assert.That(configuration["AzureFunctionsJobHost:extensions:durableTask:hubName"], Is.EqualTo("Hub"));
        Assert.That(configuration["A:B"], Is.EqualTo("file"));
        Assert.That(configuration["PATH"], Is.EqualTo(Environment.GetEnvironmentVariable("PATH")));
        Assert.That((configuration["urls"], configuration["Other"]), Is.EqualTo(("line", "line")));
    }

    [Test]
    public void The_app_has_the_host_file_of_the_repository_beside_it()
    {
        var configuration = new ConfigurationManager();

        LocalConfiguration.AddSources(configuration, Path.GetDirectoryName(typeof(App).Assembly.Location)!, []);

        Assert.That(configuration["AzureFunctionsJobHost:extensions:durableTask:hubName"], Is.EqualTo("AiPromptGen"));
    }

    [TestCase("")]
    [TestCase("UseDevelopmentStorage=true")]
    public void In_Azure_nothing_stands_in_for_storage(string storage) =>
        Assert.That(
            async () => await StartAsync("--WEBSITE_SITE_NAME=site", $"--AzureWebJobsStorage={storage}"),
            Throws.InstanceOf<LocalHostException>().With.Message.Contains("AzureWebJobsStorage")
        );

    [Test]
    public async Task Storage_reached_by_identity_needs_no_emulator()
    {
        var configuration = new ConfigurationManager
        {
            ["WEBSITE_SITE_NAME"] = "site",
            ["AzureWebJobsStorage:accountName"] = "mine",
        };

        var emulator = await LocalStorage.EnsureAsync(configuration, Progress.None, CancellationToken.None);

        Assert.That(emulator, Is.Null);
    }

    [Test]
    public void A_development_key_is_made_once_for_its_owner_only()
    {
        var first = Build();
        var second = Build();

        Assert.That(first["Accounts:DevelopmentSignIn"], Is.EqualTo("true"));
        Assert.That(first["Accounts:DevelopmentKeyPem"], Does.StartWith("-----BEGIN PRIVATE KEY-----"));
        Assert.That(second["Accounts:DevelopmentKeyPem"], Is.EqualTo(first["Accounts:DevelopmentKeyPem"]));
        Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { Path.Combine(folder, "development-key.pem") }));
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(Path.Combine(folder, "development-key.pem"));
            Assert.That(mode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [TestCase("WEBSITE_SITE_NAME", "site", null)]
    [TestCase("WEBSITE_INSTANCE_ID", "instance", null)]
    [TestCase("DOTNET_ENVIRONMENT", "Production", null)]
    [TestCase("AZURE_FUNCTIONS_ENVIRONMENT", "Staging", null)]
    [TestCase("Accounts:DevelopmentSignIn", "false", "false")]
    public void A_development_key_is_for_local_development_only(string name, string value, string? signIn)
    {
        var configuration = Build((name, value));

        Assert.That(configuration["Accounts:DevelopmentSignIn"], Is.EqualTo(signIn));
        Assert.That(configuration["Accounts:DevelopmentKeyPem"], Is.Null);
        Assert.That(Directory.GetFiles(folder), Is.Empty);
    }

    private ConfigurationManager Build(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager { ["LOCAL_DATA"] = folder };
        foreach (var (name, value) in settings)
        {
            configuration[name] = value;
        }

        DevelopmentKey.AddTo(configuration);
        return configuration;
    }

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(folder, file), text);

    private static Task<LocalHost> StartAsync(params string[] settings) =>
        LocalHost.StartAsync(
            new() { App = typeof(App).Assembly, Settings = ["--urls=http://127.0.0.1:0", .. settings] }
        );
}
