using AiPromptGen.Generations.Providers;
using AiPromptGen.Host.Start;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Tests.Local;

/// <summary>Mistakes in local.settings.json, the environment or the command line, and the messages about them.</summary>
[TestFixture]
internal sealed class SettingsTests
{
    private const string File = "local.settings.json";

    private static readonly SettingNames Names = new(typeof(App).Assembly);

    private string folder = null!;

    [SetUp]
    public void Make_a_folder() => folder = Directory.CreateTempSubdirectory("settings-").FullName;

    [TearDown]
    public void Delete_the_folder() => Directory.Delete(folder, recursive: true);

    [TestCase("", File + ", line 1: this is not JSON.")]
    [TestCase("{\n  \"Values\": {\n    \"A\" \"b\"\n  }\n}", File + ", line 3: this is not JSON.")]
    [TestCase("{ \"Values\": { \"A\": \"b\" }", File + ", line 1: this is not JSON.")]
    [TestCase("[]", File + ": must be a JSON object with 'Values'")]
    [TestCase("{ \"Values\": [] }", File + ": 'Values' must be an object of names and texts.")]
    [TestCase("{ \"IsEncrypted\": true, \"Values\": {} }", File + ": IsEncrypted must be false;")]
    [TestCase("{ \"Credits__SignUpCredits\": \"5\" }", File + ": 'Credits__SignUpCredits' must stand in 'Values';")]
    [TestCase("{ \"Values\": { \"Credits\": { \"SignUpCredits\": 5 } } }", File + ": Credits must be a text;")]
    [TestCase("{ \"Values\": { \"A__B\": \"1\", \"A__B\": \"2\" } }", File + ": A__B is there twice;")]
    [TestCase("{ \"Values\": { \"A__B\": \"1\", \"a:b\": \"2\" } }", File + ": a:b is there twice;")]
    public void A_file_that_is_wrong_is_told_with_its_place(string text, string line)
    {
        Write(text);

        var told = Assert.Throws<LocalHostException>(() => Read())!.Message;

        Assert.That(told, Does.StartWith(line).And.Not.Contain("\n"));
    }

    [Test]
    public void Each_mistake_of_a_file_is_a_line()
    {
        Write("""{ "Values": { "A__B": "1", "A__B": "2", "C": {} }, "Extra": 1 }""");

        Assert.That(Assert.Throws<LocalHostException>(() => Read())!.Message.Split('\n'), Has.Length.EqualTo(3));
    }

    /// <summary>By the options' own properties, so that a new one cannot be told as one that nothing reads.</summary>
    [Test]
    public void The_local_host_knows_every_setting_of_a_route() =>
        Assert.That(
            typeof(ModelRoute)
                .GetProperties()
                .Where(property => property.Name is not nameof(ModelRoute.Pictures))
                .Select(property => property.Name)
                .Concat(typeof(PicturePrice).GetProperties().Select(property => $"Pictures:0:{property.Name}"))
                .Where(name => !Names.IsKnown($"Generations:Routes:text-to-image:0:{name}")),
            Is.Empty
        );

    [TestCase("""{ "Values": { /* why */ "A__B": "1", } }""", "1")]
    [TestCase("""{ "Values": { "A__B": 1 } }""", "1")]
    [TestCase("""{ "Values": { "A__B": true } }""", "True")]
    public void What_Core_Tools_read_is_read(string text, string value)
    {
        Write(text);

        Assert.That(Read().Configuration["A:B"], Is.EqualTo(value));
    }

    [TestCase("Credits__SignUpCredit", "did you mean Credits__SignUpCredits?")]
    [TestCase("credit__signupcredits", "did you mean Credits__SignUpCredits?")]
    [TestCase(
        "Generations__Routes__text-to-image__0__Modle",
        "did you mean Generations__Routes__text-to-image__0__Model?"
    )]
    [TestCase("Billing__Packs__mine__Prize", "did you mean Billing__Packs__mine__Price?")]
    [TestCase("Audit__AccountKeys__1__Sekret", "did you mean Audit__AccountKeys__1__Secret?")]
    [TestCase("AzureWebJobStorage", "did you mean AzureWebJobsStorage?")]
    [TestCase("Something", "the README's table names all settings.")]
    public void A_setting_that_nothing_reads_is_told_with_the_nearest(string name, string advice)
    {
        Write($$"""{ "Values": { "{{name}}": "1" } }""");

        Assert.That(
            Read().Sources.Unknown().Where(line => line.StartsWith(File, StringComparison.Ordinal)),
            Is.EqualTo(new[] { $"{File}: nothing reads {name}; {advice}" })
        );
    }

    [Test]
    public void A_misspelt_argument_is_told_and_variables_of_others_are_not()
    {
        Environment.SetEnvironmentVariable("SomethingElse__Entirely", "1");

        Assert.That(
            Read("--Billing:PaidPlan=true").Sources.Unknown(),
            Is.EqualTo(new[] { "command line: nothing reads --Billing:PaidPlan; did you mean --Billing:PaidPlans?" })
        );
    }

    [Test]
    public void The_sample_has_no_setting_that_nothing_reads()
    {
        System.IO.File.Copy(
            Path.Combine(LocalConfiguration.RepositoryRoot!, "local.settings.sample.json"),
            Path.Combine(folder, File)
        );

        Assert.That(Read().Sources.Unknown(), Is.Empty);
    }

    /// <summary>Each with its place, its whole name, and what would be allowed.</summary>
    [TestCase("Credits:WindowSeconds must be 5.", "environment: Credits__WindowSeconds must be 5.")]
    [TestCase("Results:LinkMinutes must be 5.", "command line: --Results:LinkMinutes must be 5.")]
    [TestCase("Billing:Packs has the id 'a b'.", File + ": Billing__Packs has the id 'a b'.")]
    [TestCase("Host:CORS must be origins.", File + ": Host.CORS must be origins.")]
    [TestCase(
        "Generations:Routes:text-to-prompt:0:Model must be one, not 'a:B:c'.",
        "command line: --Generations:Routes:text-to-prompt:0:Model must be one, not 'a:B:c'."
    )]
    [TestCase("PayPal:ClientId needs PayPal:WebhookId.", File + ": PayPal__ClientId needs PayPal__WebhookId.")]
    [TestCase("The storage emulator did not start.", "The storage emulator did not start.")]
    public void A_mistake_is_told_with_the_place_of_its_setting(string mistake, string line)
    {
        Environment.SetEnvironmentVariable("Credits__WindowSeconds", "1");
        Write("""{ "Values": { "Billing__Packs__a b__Price": "1" }, "Host": { "CORS": "*" } }""");
        try
        {
            var sources = Read("--Results:LinkMinutes=1", "--Generations:Routes:text-to-prompt:0:Provider=a").Sources;

            Assert.That(sources.Explain(new LocalHostException(mistake)), Is.EqualTo(new[] { line }));
        }
        finally
        {
            Environment.SetEnvironmentVariable("Credits__WindowSeconds", null);
        }
    }

    /// <summary>Parts of the app that ask each other for their settings are refused by the same mistake.</summary>
    [Test]
    public void One_mistake_that_two_have_found_is_one_line()
    {
        var same = Enumerable.Repeat(new LocalHostException("Moderation:ApiKey is missing."), 2);

        Assert.That(Read().Sources.Explain(new AggregateException(same)), Has.Count.EqualTo(1));
    }

    private (ConfigurationManager Configuration, SettingSources Sources) Read(params string[] args)
    {
        var configuration = new ConfigurationManager();
        LocalConfiguration.AddSources(configuration, folder, args);
        return (configuration, new(typeof(App).Assembly, configuration));
    }

    private void Write(string text) => System.IO.File.WriteAllText(Path.Combine(folder, File), text);
}
