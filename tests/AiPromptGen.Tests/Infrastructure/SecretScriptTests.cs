namespace AiPromptGen.Tests.Infrastructure;

/// <summary>Runs infra/secrets unchanged, in bash and, where it is installed, in PowerShell.</summary>
[TestFixtureSource(typeof(FakeAzureCli), nameof(FakeAzureCli.Kinds))]
public sealed class SecretScriptTests(string kind)
{
    private FakeAzureCli azure = null!;

    [SetUp]
    public void Fake()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("The Azure CLI of these tests is a script for Linux and macOS.");
        }

        azure = new FakeAzureCli(kind);
    }

    [TearDown]
    public void Forget() => azure?.Dispose();

    [Test]
    public void Secrets_of_PayPal_are_typed_in_unseen_and_may_be_left_out()
    {
        if (kind != "sh")
        {
            Assert.Pass("PowerShell takes what is not shown from a console only, and there is none here.");
        }

        azure.Typed = "the id\n\nWH-1\n";

        var (code, said, mistakes) = azure.Run("secrets", ["--ask", "kv-mine"]);

        Assert.That(code, Is.Zero, mistakes);
        Assert.That(azure.Secret("kv-mine", "paypal-client-id"), Is.EqualTo("the id"));
        Assert.That(azure.Secret("kv-mine", "paypal-webhook-id"), Is.EqualTo("WH-1"));
        Assert.That(said, Does.Contain("paypal-client-id: set").And.Contain("paypal-client-secret: missing"));
        Assert.That(said + mistakes + azure.Asked(), Does.Not.Contain("the id").And.Not.Contain("WH-1"));
    }

    [Test]
    public void Missing_secrets_are_made_and_the_app_is_told_to_look_again()
    {
        azure.App("/subscriptions/1/resourceGroups/g/providers/Microsoft.Web/sites/func-mine");

        var (code, said, mistakes) = azure.Run("secrets", ["--app", "func-mine", "kv-mine"]);

        Assert.That(code, Is.Zero, mistakes);
        Assert.That(azure.Secret("kv-mine", "audit-key-k1"), Has.Length.GreaterThanOrEqualTo(64));
        Assert.That(
            azure.Secret("kv-mine", "erased-key-secret"),
            Is.Not.EqualTo(azure.Secret("kv-mine", "audit-key-k1"))
        );
        Assert.That(said, Does.Contain("paypal-webhook-id: missing"));
        Assert.That(
            azure.Asked().TrimEnd().Split('\n')[^1],
            Does.StartWith("rest --method post")
                .And.Contain("/sites/func-mine/config/configreferences/appsettings/refresh")
        );
    }

    [Test]
    public void A_secret_that_is_there_stays()
    {
        _ = azure.Run("secrets", ["kv-mine"]);
        var before = azure.Secret("kv-mine", "audit-key-k1");

        var (code, said, _) = azure.Run("secrets", ["kv-mine", "k1", "k2"]);

        Assert.That(code, Is.Zero);
        Assert.That(said, Does.Contain("audit-key-k1: there").And.Contain("audit-key-k2: made"));
        Assert.That(azure.Secret("kv-mine", "audit-key-k1"), Is.EqualTo(before));
    }

    /// <summary>One question that fails is not the answer "there is none": a new key would orphan 90 days of rows.</summary>
    [Test]
    public void A_secret_that_is_there_stays_while_the_vault_answers_badly()
    {
        _ = azure.Run("secrets", ["kv-mine"]);
        var before = azure.Secret("kv-mine", "audit-key-k1");
        azure.Fails("keyvault-secret-show");

        Assert.That(azure.Run("secrets", ["kv-mine"]).Said, Does.Contain("audit-key-k1: there"));
        Assert.That(azure.Secret("kv-mine", "audit-key-k1"), Is.EqualTo(before));
    }

    /// <summary>Audit rows can be found by account only with the secret with which they were written.</summary>
    [Test]
    public void A_vault_in_another_region_takes_over_the_secrets_of_the_first()
    {
        _ = azure.Run("secrets", ["kv-old"]);

        var (code, said, _) = azure.Run("secrets", ["--from", "kv-old", "kv-new"]);

        Assert.That(code, Is.Zero);
        Assert.That(said, Does.Contain("audit-key-k1: copied from kv-old"));
        Assert.That(azure.Secret("kv-new", "audit-key-k1"), Is.EqualTo(azure.Secret("kv-old", "audit-key-k1")));
    }

    [TestCase("keyvault-secret-list-of-kv-old")]
    [TestCase("keyvault-secret-show")]
    public void A_vault_that_cannot_be_read_is_not_an_empty_one(string question)
    {
        _ = azure.Run("secrets", ["kv-old"]);
        azure.Fails(question);

        var (code, said, _) = azure.Run("secrets", ["--from", "kv-old", "kv-new"]);

        Assert.That(code, Is.Not.Zero);
        Assert.That(said, Does.Not.Contain(": made"));
        Assert.That(azure.HasSecret("kv-new", "audit-key-k1"), Is.False);
    }

    /// <summary>A secret in an argument could be read in the list of processes.</summary>
    [Test]
    public void No_secret_is_an_argument()
    {
        _ = azure.Run("secrets", ["kv-mine"]);

        Assert.That(
            azure.Asked(),
            Does.Not.Contain(azure.Secret("kv-mine", "audit-key-k1")).And.Not.Contain("--value")
        );
    }
}
