using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>Runs infra/before and infra/secrets unchanged, in bash and, where it is installed, in PowerShell.</summary>
[TestFixtureSource(typeof(FakeAzureCli), nameof(FakeAzureCli.Kinds))]
public sealed class ScriptTests(string kind)
{
    private const string Quota = "OpenAI.GlobalStandard.gpt5.4-mini";
    private static readonly string[] Mini = ["mine", "swedencentral", "gpt-5.4-mini:GlobalStandard:30"];
    private static readonly string[] NoModel = ["mine", "swedencentral", "none:x:1"];

    private readonly bool isBash = kind == "sh";
    private FakeAzureCli azure = null!;

    [SetUp]
    public void Fake()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("The Azure CLI of these tests is a script for Linux and macOS.");
        }

        azure = new FakeAzureCli(kind);
        azure.Skus(("DataZoneStandard", "OpenAI.DataZoneStandard.gpt5.4-mini"), ("GlobalStandard", Quota));
        azure.Quota(Quota, 100, 0);
    }

    [TearDown]
    public void Forget() => azure?.Dispose();

    /// <summary>The vendor's names of quotas do not follow from the models' names: the quota of gpt-4.1 is that of "gpt4.1".</summary>
    [Test]
    public void A_region_with_the_models_and_quota_for_them_is_free_to_deploy()
    {
        var (code, said, mistakes) = azure.Run("before", Mini);

        Assert.That(code, Is.Zero, said + mistakes);
        Assert.That(said, Does.Contain("models and names are free to deploy"));
        if (isBash)
        {
            Assert.That(azure.Asked(), Does.Contain("model.name=='gpt-5.4-mini' && model.version=='2026-03-17'"));
            Assert.That(azure.Asked(), Does.Contain($"name.value=='{Quota}'"));
        }
    }

    [Test]
    public void Without_arguments_it_asks_for_what_azd_would_deploy()
    {
        var (code, said, mistakes) = azure.Run(
            "before",
            [],
            ("AZURE_ENV_NAME", "mine"),
            ("AZURE_LOCATION", "westeurope"),
            ("MODEL_LOCATION", "swedencentral"),
            ("IMAGE_MODEL", "none")
        );

        Assert.That(code, Is.Zero, said + mistakes);
        Assert.That(azure.Asked(), Does.Contain("--location swedencentral").And.Not.Contain("westeurope"));
    }

    [Test]
    public void For_an_environment_of_the_repository_it_asks_for_what_is_written_there()
    {
        Assert.That(azure.Run("before", ["production", "swedencentral"]).Code, Is.Zero);

        azure.Quota(Quota, 99, 0);
        Assert.That(
            azure.Run("before", ["production", "swedencentral"]).Mistakes,
            Does.Contain("gpt-5.4-mini as GlobalStandard: 100 asked for, 99 of 99 left")
        );
    }

    [TestCase("DataZoneStandard", 100, 0, "gpt-5.4-mini:GlobalStandard:30", "has no gpt-5.4-mini")]
    [TestCase("", 100, 0, "gpt-image-2:GlobalStandard:1", "has no gpt-image-2")]
    [TestCase("GlobalStandard", 100, 80, "gpt-5.4-mini:GlobalStandard:30", "30 asked for, 20 of 100 left")]
    [TestCase("GlobalStandard", 0, 0, "gpt-5.4-mini:GlobalStandard:30", "30 asked for, 0 of 0 left")]
    [TestCase("GlobalStandard", 100, 0, "gpt-3:GlobalStandard:1", "is not in infra/models.json")]
    public void What_would_be_refused_is_told_before(string sku, int limit, int used, string model, string told)
    {
        azure.Skus(sku.Length == 0 ? [] : [(sku, Quota)]);
        azure.Quota(Quota, limit, used);

        var (code, _, mistakes) = azure.Run("before", ["mine", "swedencentral", model]);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(mistakes, Does.Contain(told));
    }

    [Test]
    public void What_the_environment_holds_already_is_not_asked_for_twice()
    {
        azure.Quota(Quota, 100, 100);
        azure.Holds("gpt-5.4-mini", "GlobalStandard", 30);

        Assert.That(azure.Run("before", Mini).Code, Is.Zero);
        Assert.That(azure.Run("before", [.. Mini[..2], "gpt-5.4-mini:GlobalStandard:31"]).Code, Is.EqualTo(1));
    }

    /// <summary>Each region has quotas of its own, so what the first region holds gives the second one nothing.</summary>
    [Test]
    public void What_another_place_of_the_environment_holds_counts_for_nothing()
    {
        azure.Quota(Quota, 100, 100);
        azure.Holds("gpt-5.4-mini", "GlobalStandard", 30);

        var (code, _, mistakes) = azure.Run("before", Mini, ("PLACE", "b"));
        if (isBash)
        {
            Assert.That(azure.Asked(), Does.Contain("kind=='OpenAI' && resourceGroup=='rg-aipromptgen-mine-b'"));
        }
        else
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(mistakes, Does.Contain("30 asked for, 0 of 100 left"));
        }
    }

    /// <summary>A name of App Service, of a subdomain and of a group at once.</summary>
    [TestCase("a")]
    [TestCase("Mine")]
    [TestCase("my_own")]
    [TestCase("mine-")]
    [TestCase("seventeen-letters")]
    public void A_name_that_some_resource_does_not_take_is_told_before(string name) =>
        Assert.That(azure.Run("before", [name, .. NoModel[1..]]).Mistakes, Does.Contain("cannot be an environment"));

    [TestCase("ab")]
    [TestCase("sixteen-letters9")]
    public void The_shortest_and_the_longest_name_are_taken(string name) =>
        Assert.That(azure.Run("before", [name, .. NoModel[1..]]).Code, Is.Zero);

    /// <summary>azd reads main.bicepparam only, and would make production smaller, over what is there.</summary>
    [Test]
    public void Azd_deploys_no_environment_that_has_parameters_of_its_own() =>
        Assert.That(
            azure.Run("before", [], ("AZURE_ENV_NAME", "production"), ("AZURE_LOCATION", "swedencentral")).Mistakes,
            Does.Contain("production has parameters of its own")
        );

    [TestCase("Microsoft.KeyVault/vaults", "kv-abcdef", "AZURE_LOCATION", "azd down")]
    [TestCase(
        "Microsoft.CognitiveServices/accounts",
        "oai-aipromptgen-mine-1",
        "",
        "az cognitiveservices account purge"
    )]
    [TestCase("Microsoft.Web/staticSites", "stapp-aipromptgen-mine", "SITE_LOCATION", "az staticwebapp delete")]
    public void What_is_in_another_region_already_is_told_before(string type, string name, string by, string told)
    {
        var asked = by.Length == 0 ? [] : new[] { (by, "swedencentral") };

        azure.Made(type, name, "West Europe");
        Assert.That(azure.Run("before", NoModel, asked).Mistakes, Does.Contain("in westeurope").And.Contain(told));
        azure.Made(type, name, "Sweden Central");
        Assert.That(azure.Run("before", NoModel, asked).Code, Is.Zero);
    }

    [Test]
    public void What_was_deleted_and_still_has_its_name_is_told_until_it_is_taken_back()
    {
        azure.Deleted("kv-abcdef", "oai-aipromptgen-mine-abcdef", "uksouth");

        var (code, _, mistakes) = azure.Run("before", NoModel);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(
            mistakes,
            Does.Contain("azd env set RESTORE_VAULT true").And.Contain("azd env set RESTORE_MODELS true")
        );
        Assert.That(
            mistakes,
            Does.Contain($"oai-aipromptgen-mine-abcdef --location uksouth --resource-group {FakeAzureCli.Group}")
        );
        Assert.That(azure.Run("before", NoModel, ("RESTORE_VAULT", "true"), ("RESTORE_MODELS", "true")).Code, Is.Zero);
    }

    /// <summary>
    /// Production's first vault cannot be purged for 90 days after its region was lost and its group deleted. It has another name
    /// than that of the second place, so it stops nothing there; nor does what "mine-2" deleted stop "mine".
    /// </summary>
    [Test]
    public void What_another_place_or_environment_deleted_stops_nothing()
    {
        azure.Deleted("kv-abcdef", "oai-aipromptgen-mine-abcdef", "uksouth");

        var (code, _, mistakes) = azure.Run("before", NoModel, ("PLACE", "b"));
        if (isBash)
        {
            Assert.That(azure.Asked(), Does.Contain("contains(properties.vaultId, '/rg-aipromptgen-mine-b/')"));
            Assert.That(azure.Asked(), Does.Contain("contains(id, '/rg-aipromptgen-mine-b/')"));
        }
        else
        {
            Assert.That(code, Is.Zero, mistakes);
        }
    }

    /// <summary>A failed question about deleted resources must not be taken for "nothing was deleted".</summary>
    [TestCase("resource-list")]
    [TestCase("keyvault-list-deleted")]
    [TestCase("cognitiveservices-account-list-deleted")]
    [TestCase("cognitiveservices-usage-list")]
    public void A_question_that_fails_stops_it(string question)
    {
        azure.Fails(question);

        var (code, said, _) = azure.Run("before", Mini);

        Assert.That(code, Is.Not.Zero);
        Assert.That(said, Does.Not.Contain("free to deploy"));
    }

    /// <summary>azd asks which subscription to use, and the Azure CLI may be set to another one.</summary>
    [Test]
    public void Both_ask_the_subscription_that_azd_deploys_to()
    {
        var where = ("AZURE_SUBSCRIPTION_ID", "the-one");
        _ = azure.Run("before", ["mine", "swedencentral"], where);
        Assert.That(azure.Asked().TrimEnd().Split('\n'), Is.All.Contain("--subscription the-one"));

        azure.App("/subscriptions/1/resourceGroups/g/providers/Microsoft.Web/sites/func-mine");
        _ = azure.Run("secrets", ["--app", "func-mine", "kv-mine"], where);
        Assert.That(
            azure.Asked().Split('\n').Single(line => line.Contains("--name func-mine", StringComparison.Ordinal)),
            Does.EndWith("--subscription the-one")
        );
    }

    [Test]
    public void Each_script_has_one_for_windows_that_azd_runs_there()
    {
        var azd = Repository.Read("azure.yaml");
        foreach (var name in new[] { "before", "secrets" })
        {
            // With bash before it: the file alone, azd would hand its whole path to a shell, unquoted.
            Assert.That(azd, Does.Contain($"run: bash infra/{name}.sh").And.Contain($"run: infra/{name}.ps1"));
            Assert.That(File.Exists(Path.Combine(Repository.Root, $"infra/{name}.ps1")), Is.True);
        }
    }
}
