using System.Diagnostics;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>
/// infra/before.sh and infra/secrets.sh, run as they are, with an Azure CLI that answers from files. Those for Windows say the
/// same in PowerShell; there is none here to run them with.
/// </summary>
[TestFixture]
public sealed class ScriptTests
{
    /// <summary>
    /// Answers each question with the file that is named for its first words, as "keyvault-list-deleted", and keeps secrets as
    /// files. What was asked is in the file "asked".
    /// </summary>
    private const string FakeCli = """
        #!/usr/bin/env bash
        cd "$(dirname "$0")"
        echo "$*" >>asked
        words=()
        for word in "$@"; do
          case $word in --*) break ;; esac
          words+=("$word")
        done
        option() { local name=$1; shift; while [ $# -gt 0 ]; do [ "$1" = "$name" ] && echo "$2"; shift; done; }
        question=$(IFS=-; echo "${words[*]}")
        case $question in
          keyvault-secret-show)
            secret=secrets/$(option --vault-name "$@")/$(option --name "$@")
            [ -f "$secret" ] || exit 3
            case "$*" in *'--query value'*) cat "$secret" ;; *) echo id ;; esac ;;
          keyvault-secret-set)
            mkdir -p "secrets/$(option --vault-name "$@")"
            cp "$(option --file "$@")" "secrets/$(option --vault-name "$@")/$(option --name "$@")" ;;
          *) [ ! -f "$question-fails" ] || exit 1
            [ ! -f "$question" ] || cat "$question" ;;
        esac
        """;

    private string folder = "";

    /// <summary>What a person types.</summary>
    private string typed = "";

    [SetUp]
    public void Fake()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("The scripts for Linux and macOS are run there.");
            return;
        }

        typed = "";
        folder = Directory.CreateTempSubdirectory("scripts").FullName;
        Answer("az", FakeCli + "\n");
        File.SetUnixFileMode(Path.Combine(folder, "az"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Answer("cognitiveservices-model-list", "GlobalStandard\nDataZoneStandard\n");
        Answer("cognitiveservices-usage-list", "100.0\t0.0\n");
    }

    [TearDown]
    public void Forget() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_region_with_the_models_and_quota_for_them_is_free_to_deploy()
    {
        var (code, said, _) = Run("before.sh", ["mine", "swedencentral", "gpt-5.4-mini:GlobalStandard:30"]);

        Assert.That(code, Is.Zero, said);
        Assert.That(Asked(), Does.Contain("model.name=='gpt-5.4-mini' && model.version=='2026-03-17'"));
        Assert.That(Asked(), Does.Contain("OpenAI.GlobalStandard.gpt-5.4-mini"));
    }

    [Test]
    public void Without_arguments_it_asks_for_what_azd_would_deploy()
    {
        var (code, said, _) = Run("before.sh", [], ("AZURE_ENV_NAME", "mine"), ("AZURE_LOCATION", "swedencentral"));

        Assert.That(code, Is.Zero, said);
        Assert.That(
            Asked(),
            Does.Contain("gpt-5.4-mini").And.Contain("gpt-image-2").And.Contain("--location swedencentral")
        );
    }

    [Test]
    public void For_an_environment_of_the_repository_it_asks_for_what_is_written_there()
    {
        var (code, said, mistakes) = Run("before.sh", ["production", "swedencentral"]);

        Assert.That(code, Is.Zero, said + mistakes);
        Assert.That(
            Asked(),
            Does.Contain("OpenAI.GlobalStandard.gpt-5.4-mini").And.Contain("OpenAI.GlobalStandard.gpt-image-2")
        );
        Answer("cognitiveservices-usage-list", "99.0\t0.0\n");
        Assert.That(
            Run("before.sh", ["production", "swedencentral"]).Mistakes,
            Does.Contain("100 asked for, 99 of 99 left")
        );
    }

    [TestCase("GlobalStandard\n", "100.0\t0.0\n", "gpt-5.4-mini:DataZoneStandard:30", "has no gpt-5.4-mini")]
    [TestCase("", "100.0\t0.0\n", "gpt-image-2:GlobalStandard:1", "has no gpt-image-2")]
    [TestCase("GlobalStandard\n", "100.0\t80.0\n", "gpt-5.4-mini:GlobalStandard:30", "30 asked for, 20 of 100 left")]
    [TestCase("GlobalStandard\n", "", "gpt-5.4-mini:GlobalStandard:30", "30 asked for, 0 of 0 left")]
    [TestCase("GlobalStandard\n", "100.0\t0.0\n", "gpt-3:GlobalStandard:1", "is not in infra/models.json")]
    public void What_would_be_refused_is_told_before(string skus, string usage, string model, string told)
    {
        Answer("cognitiveservices-model-list", skus);
        Answer("cognitiveservices-usage-list", usage);

        var (code, _, mistakes) = Run("before.sh", ["mine", "swedencentral", model]);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(mistakes, Does.Contain(told));
    }

    [Test]
    public void What_the_environment_holds_already_is_not_asked_for_twice()
    {
        Answer("cognitiveservices-usage-list", "100.0\t100.0\n");
        Answer("cognitiveservices-account-list", "oai-aipromptgen-mine-abcdef\trg-aipromptgen-mine\n");
        Answer("cognitiveservices-account-deployment-list", "30\n");

        Assert.That(Run("before.sh", ["mine", "swedencentral", "gpt-5.4-mini:GlobalStandard:30"]).Code, Is.Zero);
        Assert.That(Run("before.sh", ["mine", "swedencentral", "gpt-5.4-mini:GlobalStandard:31"]).Code, Is.EqualTo(1));
    }

    [Test]
    public void What_was_deleted_and_still_has_its_name_is_told_until_it_is_taken_back()
    {
        Answer("keyvault-list-deleted", "kv-abcdef\n");
        Answer("cognitiveservices-account-list-deleted", "oai-aipromptgen-mine-abcdef\tuksouth\n");
        string[] ask = ["mine", "swedencentral", "none:x:1"];

        var (code, _, mistakes) = Run("before.sh", ask);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(
            mistakes,
            Does.Contain("azd env set RESTORE_VAULT true").And.Contain("azd env set RESTORE_MODELS true")
        );
        Assert.That(mistakes, Does.Contain("--name oai-aipromptgen-mine-abcdef --location uksouth"));
        Assert.That(Asked(), Does.Contain("starts_with(name, 'cs-aipromptgen-mine-')"), "that of Content Safety too");
        Assert.That(Run("before.sh", ask, ("RESTORE_VAULT", "true"), ("RESTORE_MODELS", "true")).Code, Is.Zero);
    }

    /// <summary>"Nothing was deleted" and "nobody could say" are two answers.</summary>
    [TestCase("keyvault-list-deleted")]
    [TestCase("cognitiveservices-account-list-deleted")]
    [TestCase("cognitiveservices-usage-list")]
    public void A_question_that_fails_stops_it(string question)
    {
        Answer(question + "-fails", "");

        var (code, said, _) = Run("before.sh", ["mine", "swedencentral", "gpt-5.4-mini:GlobalStandard:30"]);

        Assert.That(code, Is.Not.Zero);
        Assert.That(said, Does.Not.Contain("free to deploy"));
    }

    /// <summary>azd asks which one; the Azure CLI may be set to another.</summary>
    [Test]
    public void Both_ask_the_subscription_that_azd_deploys_to()
    {
        Answer("resource-list", "/subscriptions/1/resourceGroups/g/providers/Microsoft.Web/sites/func-mine\n");
        var where = ("AZURE_SUBSCRIPTION_ID", "the-one");
        _ = Run("before.sh", ["mine", "swedencentral"], where);
        Assert.That(Asked().TrimEnd().Split('\n'), Is.All.EndsWith("--subscription the-one"));

        _ = Run("secrets.sh", ["--app", "func-mine", "kv-mine"], where);
        Assert.That(
            Asked().Split('\n').Single(line => line.StartsWith("resource list", StringComparison.Ordinal)),
            Does.EndWith("--subscription the-one")
        );
    }

    [Test]
    public void Secrets_of_PayPal_are_typed_in_unseen_and_may_be_left_out()
    {
        typed = "the id\n\nWH-1\n";

        var (code, said, mistakes) = Run("secrets.sh", ["--ask", "kv-mine"]);

        Assert.That(code, Is.Zero, mistakes);
        Assert.That(Secret("kv-mine", "paypal-client-id"), Is.EqualTo("the id"));
        Assert.That(Secret("kv-mine", "paypal-webhook-id"), Is.EqualTo("WH-1"));
        Assert.That(said, Does.Contain("paypal-client-id: set").And.Contain("paypal-client-secret: missing"));
        Assert.That(said + mistakes + Asked(), Does.Not.Contain("the id").And.Not.Contain("WH-1"));
    }

    [Test]
    public void Missing_secrets_are_made_and_the_app_is_told_to_look_again()
    {
        Answer("resource-list", "/subscriptions/1/resourceGroups/g/providers/Microsoft.Web/sites/func-mine\n");

        var (code, said, mistakes) = Run("secrets.sh", ["--app", "func-mine", "kv-mine"]);

        Assert.That(code, Is.Zero, mistakes);
        Assert.That(Secret("kv-mine", "audit-key-k1"), Has.Length.GreaterThanOrEqualTo(64));
        Assert.That(Secret("kv-mine", "erased-key-secret"), Is.Not.EqualTo(Secret("kv-mine", "audit-key-k1")));
        Assert.That(said, Does.Contain("paypal-webhook-id: missing"));
        Assert.That(
            Asked().TrimEnd().Split('\n')[^1],
            Does.StartWith("rest --method post")
                .And.Contain("/sites/func-mine/config/configreferences/appsettings/refresh")
        );
    }

    [Test]
    public void A_secret_that_is_there_stays()
    {
        _ = Run("secrets.sh", ["kv-mine"]);
        var before = Secret("kv-mine", "audit-key-k1");

        var (code, said, _) = Run("secrets.sh", ["kv-mine", "k1", "k2"]);

        Assert.That(code, Is.Zero);
        Assert.That(said, Does.Contain("audit-key-k1: there").And.Contain("audit-key-k2: made"));
        Assert.That(Secret("kv-mine", "audit-key-k1"), Is.EqualTo(before));
    }

    /// <summary>Rows of the audit are somebody's only with the secret that they were written with.</summary>
    [Test]
    public void A_vault_in_another_region_takes_over_the_secrets_of_the_first()
    {
        _ = Run("secrets.sh", ["kv-old"]);

        var (code, said, _) = Run("secrets.sh", ["--from", "kv-old", "kv-new"]);

        Assert.That(code, Is.Zero);
        Assert.That(said, Does.Contain("audit-key-k1: copied from kv-old"));
        Assert.That(Secret("kv-new", "audit-key-k1"), Is.EqualTo(Secret("kv-old", "audit-key-k1")));
    }

    /// <summary>A secret in an argument could be read in the list of processes.</summary>
    [Test]
    public void No_secret_is_an_argument()
    {
        _ = Run("secrets.sh", ["kv-mine"]);

        Assert.That(Asked(), Does.Not.Contain(Secret("kv-mine", "audit-key-k1")).And.Not.Contain("--value"));
    }

    [Test]
    public void Each_script_has_one_for_windows_that_azd_runs_there()
    {
        var azd = Repository.Read("azure.yaml");
        foreach (var name in new[] { "before", "secrets" })
        {
            Assert.That(azd, Does.Contain($"run: infra/{name}.sh").And.Contain($"run: infra/{name}.ps1"));
            Assert.That(File.Exists(Path.Combine(Repository.Root, $"infra/{name}.ps1")), Is.True);
        }
    }

    private void Answer(string question, string text) => File.WriteAllText(Path.Combine(folder, question), text);

    private string Asked() => File.ReadAllText(Path.Combine(folder, "asked"));

    private string Secret(string vault, string name) => File.ReadAllText(Path.Combine(folder, "secrets", vault, name));

    private (int Code, string Said, string Mistakes) Run(
        string script,
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "infra", script), arguments)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (
            var name in start.Environment.Keys.Where(k => k.StartsWith("AZURE_", StringComparison.Ordinal)).ToList()
        )
        {
            start.Environment.Remove(name);
        }

        start.Environment["PATH"] = $"{folder}:{start.Environment["PATH"]}";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Write(typed);
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEndAsync();
        var mistakes = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said.Result, mistakes);
    }
}
