using System.Text.RegularExpressions;
using AiPromptGen.Tests.Architecture;
using YamlDotNet.RepresentationModel;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>The workflows use pinned actions, have the fewest permissions that they need, and contain no secret.</summary>
[TestFixture]
public sealed partial class WorkflowTests
{
    private static readonly IReadOnlyList<SourceFile> Workflows = Repository.Files(".github/workflows", ".yml");

    [Test]
    public void There_are_checks_and_a_deployment() =>
        Assert.That(
            Workflows.Select(w => w.Path),
            Is.EqualTo(
                new[] { ".github/workflows/ci.yml", ".github/workflows/deploy.yml", ".github/workflows/nightly.yml" }
            )
        );

    [Test]
    public void Every_action_is_pinned_by_its_commit() => Assert.That(Workflows.SelectMany(Unpinned), Is.Empty);

    [TestCase("      - uses: actions/checkout@v7")]
    [TestCase("      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1")]
    [TestCase("      - uses: actions/checkout@3d3c42e # v7.0.1")]
    [TestCase("    uses: someone/else/.github/workflows/a.yml@main")]
    public void An_action_that_moves_is_found(string line) =>
        Assert.That(Unpinned(new SourceFile("a.yml", line)), Is.Not.Empty);

    [Test]
    public void Workflows_may_read_the_code_and_only_the_deployment_may_sign_in()
    {
        foreach (var workflow in Workflows)
        {
            Assert.That(Permissions(Root(workflow)), Is.EquivalentTo(new[] { "contents: read" }), workflow.Path);
            foreach (var (name, job) in Jobs(workflow))
            {
                var granted = job.Children.ContainsKey("permissions") ? Permissions(job) : [];
                Assert.That(
                    granted,
                    name == "deploy" ? Is.EquivalentTo(new[] { "contents: read", "id-token: write" }) : Is.Empty,
                    $"{workflow.Path} {name}"
                );
            }
        }
    }

    [Test]
    public void The_deployment_waits_for_the_checks_and_for_its_environment()
    {
        var deploy = Jobs(Workflows.Single(w => w.Name == "deploy.yml"))["deploy"];

        Assert.That(deploy.Children["needs"].ToString(), Is.EqualTo("ci"));
        Assert.That(deploy.Children["environment"].ToString(), Does.Contain("inputs.environment"));
    }

    [Test]
    public void Checks_are_those_of_the_check_script() =>
        Assert.That(Workflows.Single(w => w.Name == "ci.yml").Text, Does.Contain("- run: .ci/run\n"));

    [Test]
    public void No_secret_is_needed_or_written_down()
    {
        Assert.That(Workflows.SelectMany(Secrets), Is.Empty);
        Assert.That(Secrets(new SourceFile("a.yml", "creds: ${{ secrets.AZURE_CREDENTIALS }}")), Is.Not.Empty);
        Assert.That(Secrets(new SourceFile("a.yml", "client-secret: abc")), Is.Not.Empty);
    }

    /// <summary>Values of an event, which another repository can choose, are never inserted into a script.</summary>
    [Test]
    public void Nothing_that_strangers_write_is_run()
    {
        Assert.That(Workflows.Select(w => w.Text), Has.None.Contains("pull_request_target"));
        Assert.That(Workflows.SelectMany(w => Injections(w.Text)), Is.Empty);
        Assert.That(Injections("- run: echo ${{ github.event.issue.title }}"), Is.Not.Empty);
        Assert.That(Injections("- run: |\n    echo ${{ inputs.name }}\n- uses: a"), Is.Not.Empty);
    }

    [Test]
    public void What_is_published_is_published_by_the_command_that_takes_PayPals_package()
    {
        Assert.That(
            Workflows.Single(w => w.Name == "ci.yml").Text,
            Does.Contain("dotnet publish functions -c Release -o artifacts/package")
        );
        Assert.That(
            Repository.Read("functions/Directory.Build.targets"),
            Does.Contain("BeforeTargets=\"PrepareForPublish\"").And.Contain("'$(_IsPublishing)' != 'true'")
        );
    }

    [Test]
    public void The_subscription_is_asked_before_anything_is_deployed()
    {
        var deploy = Workflows.Single(w => w.Name == "deploy.yml").Text;
        var (asked, deployed) = (
            deploy.IndexOf("run: infra/before.sh \"$NAME\"\n", StringComparison.Ordinal),
            deploy.IndexOf("az deployment sub create", StringComparison.Ordinal)
        );

        Assert.That(asked, Is.Positive.And.LessThan(deployed));
    }

    /// <summary>The pipeline may not touch the vault; its owner makes the secrets, and the page says when.</summary>
    [Test]
    public void The_pipeline_leaves_secrets_to_their_owner()
    {
        Assert.That(Workflows.Select(w => w.Text), Has.None.Contains("secrets.sh"));
        Assert.That(Repository.Read("docs/deploy.md"), Does.Contain("does not run `secrets.sh`"));
    }

    /// <summary>github.com sends the second to repositories that were created or renamed since 15 July 2026.</summary>
    [Test]
    public void Both_subjects_of_a_repository_are_named() =>
        Assert.That(
            Repository.Read("docs/deploy.md"),
            Does.Contain("repo:<owner>/<repository>:environment:production")
                .And.Contain("repo:<owner>@<owner id>/<repository>@<repository id>:environment:production")
        );

    /// <summary>A run can be run again for 30 days, of the same commit: its package must be had for as long, and be the same.</summary>
    [Test]
    public void A_run_that_is_run_again_publishes_the_same()
    {
        var project = Repository.Read("functions/AiPromptGen.Functions.csproj");

        Assert.That(Workflows.Single(w => w.Name == "ci.yml").Text, Does.Contain("retention-days: 30"));
        Assert.That(
            project,
            Does.Contain("<NuGetLockFilePath>$(MSBuildThisFileDirectory)packages.publish.lock.json</NuGetLockFilePath>")
        );
        Assert.That(project, Does.Contain("<RestoreLockedMode>true</RestoreLockedMode>"));
    }

    [Test]
    public void Azd_finds_the_templates_the_app_and_every_parameter_without_a_default()
    {
        var root = Root(new SourceFile("azure.yaml", Repository.Read("azure.yaml")));
        var parameters = Repository.Read("infra/main.bicepparam");

        Assert.That(root.Children["services"].ToString(), Does.Contain("functions").And.Contain("dotnet"));
        foreach (
            var required in Required().Matches(Repository.Read("infra/main.bicep")).Select(m => m.Groups["name"].Value)
        )
        {
            Assert.That(parameters, Does.Contain($"\nparam {required} = "));
        }
    }

    /// <summary>
    /// azd packages before it provisions, so there are no addresses yet, and runs `npm run build` once more after the hooks
    /// of packaging. Its own advice for such sites is a hook before the deployment.
    /// </summary>
    [Test]
    public void The_site_is_told_its_addresses_when_they_are_known()
    {
        var services = (YamlMappingNode)Root(new SourceFile("azure.yaml", Repository.Read("azure.yaml")))["services"];
        var hooks = (YamlMappingNode)services["site"]["hooks"];

        Assert.That(hooks.Children.Keys.Select(k => k.ToString()), Is.EqualTo(new[] { "predeploy" }));
        Assert.That(
            ((YamlMappingNode)hooks["predeploy"]).Children.Values.Select(shell => shell["run"].ToString()),
            Is.EqualTo(new[] { "node build/stamp.mjs", "node build/stamp.mjs" })
        );
    }

    /// <summary>The site is deployed after the app: a new page may ask for what only the new app answers.</summary>
    [Test]
    public void The_pipeline_deploys_the_site_with_every_address_that_it_needs()
    {
        var deploy = Workflows.Single(w => w.Name == "deploy.yml").Text;
        var needed = Origin()
            .Matches(Repository.Read("site/build/stamp.mjs"))
            .Select(m => m.Groups["name"].Value)
            .ToList();
        var outputs = Repository.Read("infra/main.bicep");

        Assert.That(needed, Has.Count.EqualTo(3));
        foreach (var name in needed)
        {
            Assert.That(deploy, Does.Contain($"          {name}: ${{{{ steps.templates.outputs."));
            Assert.That(deploy, Does.Contain($"$(output {name.ToLowerInvariant()})"));
            Assert.That(outputs, Does.Contain($"\noutput {name} string = "));
        }

        Assert.That(
            deploy.IndexOf("static-web-apps-cli", StringComparison.Ordinal),
            Is.GreaterThan(deploy.IndexOf("$API/health", StringComparison.Ordinal))
        );
        var pinned = Pin().Matches(deploy).Select(m => m.Value).Single();
        Assert.That(Repository.Read("docs/deploy.md"), Does.Contain(pinned));
    }

    [Test]
    public void What_parameters_take_from_their_surroundings_the_deployment_gives_and_the_page_names()
    {
        var taken = Repository
            .Files("infra/environments", ".bicepparam")
            .SelectMany(f => Taken().Matches(f.Text).Select(m => m.Groups["name"].Value))
            .Distinct()
            .ToList();

        Assert.That(taken, Does.Contain("SIGN_IN_CLIENT_ID"));
        foreach (var name in taken)
        {
            Assert.That(
                Repository.Read(".github/workflows/deploy.yml"),
                Does.Contain($"{name}: ${{{{ vars.{name} }}}}")
            );
            Assert.That(Repository.Read("docs/deploy.md"), Does.Contain($"`{name}`").And.Contain($"{name}="));
        }
    }

    private static IEnumerable<string> Unpinned(SourceFile workflow) =>
        workflow
            .Text.Split('\n')
            .Where(line => Uses().IsMatch(line) && !Pinned().IsMatch(line))
            .Select(line => $"{workflow.Path}: {line.Trim()}");

    private static IEnumerable<string> Secrets(SourceFile workflow) =>
        workflow
            .Text.Split('\n')
            .Where(line => !line.TrimStart().StartsWith('#') && SecretUse().IsMatch(line))
            .Select(line => $"{workflow.Path}: {line.Trim()}");

    private static IEnumerable<string> Injections(string text) =>
        Run().Matches(text).Select(m => m.Value).Where(run => run.Contains("${{", StringComparison.Ordinal));

    private static YamlMappingNode Root(SourceFile file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(file.Text));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static Dictionary<string, YamlMappingNode> Jobs(SourceFile workflow) =>
        ((YamlMappingNode)Root(workflow).Children["jobs"]).Children.ToDictionary(
            job => job.Key.ToString(),
            job => (YamlMappingNode)job.Value
        );

    private static List<string> Permissions(YamlMappingNode node) =>
        [.. ((YamlMappingNode)node.Children["permissions"]).Children.Select(p => $"{p.Key}: {p.Value}")];

    [GeneratedRegex(@"^\s*(- )?uses:(?! \./)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Uses();

    [GeneratedRegex(@"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pinned();

    [GeneratedRegex(
        @"secrets\.|(secret|password|(?<!id-)token|creds)\s*:\s*[^\s$]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SecretUse();

    /// <summary>A command: the rest of its line, or the block that is indented below it.</summary>
    [GeneratedRegex(
        @"^(?<indent> *)(- )?run:( \|\n(\k<indent>  +.*\n?)*| .*)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Run();

    [GeneratedRegex(
        @"^param (?<name>\w+) [\w\[\]]+$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Required();

    [GeneratedRegex(@"origin\('(?<name>\w+)'\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Origin();

    [GeneratedRegex(
        @"@azure/static-web-apps-cli@\d+\.\d+\.\d+ deploy dist --env production",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Pin();

    [GeneratedRegex(
        @"readEnvironmentVariable\('(?<name>\w+)'\)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Taken();
}
