using System.Diagnostics;
using System.Text.Json;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>
/// An Azure CLI that answers from files, for running the scripts of infra/. A bash script passes a query, which is not evaluated here, and
/// expects lines. Its PowerShell twin expects JSON and chooses from it by itself.
/// </summary>
internal sealed class FakeAzureCli : IDisposable
{
    public const string Group = "rg-aipromptgen-mine";

    /// <summary>
    /// Answers each question with the file that is named for its first words, as "keyvault-list-deleted", and keeps secrets as
    /// files. What was asked is in the file "asked".
    /// </summary>
    private const string Program = """
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
        [ ! -f "$question-fails" ] || exit 1
        case $question in
          keyvault-secret-list)
            [ ! -f "$question-of-$(option --vault-name "$@")-fails" ] || exit 1
            ls "secrets/$(option --vault-name "$@")" 2>/dev/null || true ;;
          keyvault-secret-show)
            secret=secrets/$(option --vault-name "$@")/$(option --name "$@")
            [ -f "$secret" ] || exit 3
            case "$*" in *'--query value'*) cat "$secret" ;; *) echo id ;; esac ;;
          keyvault-secret-set)
            mkdir -p "secrets/$(option --vault-name "$@")"
            cp "$(option --file "$@")" "secrets/$(option --vault-name "$@")/$(option --name "$@")" ;;
          *) case "$*" in
               *'--output json'*) [ -f "$question.json" ] && cat "$question.json" || echo '[]' ;;
               *) [ ! -f "$question" ] || cat "$question" ;;
             esac ;;
        esac
        """;

    private readonly string kind;
    private readonly string folder = Directory.CreateTempSubdirectory("scripts").FullName;

    /// <param name="kind">"sh" or "ps1".</param>
    public FakeAzureCli(string kind)
    {
        this.kind = kind;
        Write("az", Program + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(folder, "az"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Those that this machine can run: PowerShell is not everywhere, and GitHub's machines have it.</summary>
    public static IEnumerable<string> Kinds
    {
        get
        {
            yield return "sh";
            var path = Environment.GetEnvironmentVariable("PATH") ?? "";
            if (path.Split(Path.PathSeparator).Any(place => File.Exists(Path.Combine(place, "pwsh"))))
            {
                yield return "ps1";
            }
        }
    }

    /// <summary>What a person types when the script asks.</summary>
    public string Typed { get; set; } = "";

    public void Fails(string question) => Write(question + "-fails", "");

    /// <summary>As what the region has every model that infra/models.json names, and what the quota of each is called.</summary>
    public void Skus(params (string Sku, string Quota)[] skus)
    {
        Write("cognitiveservices-model-list", string.Concat(skus.Select(s => $"{s.Sku}\t{s.Quota}\n")));
        Json(
            "cognitiveservices-model-list",
            KnownModel.All.Select(known => new
            {
                kind = "OpenAI",
                model = new
                {
                    name = known.Name,
                    version = known.Version,
                    skus = skus.Select(s => new { name = s.Sku, usageName = s.Quota }),
                },
            })
        );
    }

    public void Quota(string name, double limit, double used)
    {
        Write("cognitiveservices-usage-list", FormattableString.Invariant($"{limit:F1}\t{used:F1}\n"));
        Json(
            "cognitiveservices-usage-list",
            [
                new
                {
                    name = new { value = name },
                    limit,
                    currentValue = used,
                },
            ]
        );
    }

    public void Holds(string model, string sku, int capacity)
    {
        const string Name = "oai-aipromptgen-mine-abcdef";
        Write("cognitiveservices-account-list", $"{Name}\t{Group}\n");
        Json("cognitiveservices-account-list", [Tagged("Microsoft.CognitiveServices/accounts", Name, "swedencentral")]);
        Write("cognitiveservices-account-deployment-list", $"{capacity}\n");
        Json(
            "cognitiveservices-account-deployment-list",
            [new { sku = new { name = sku, capacity }, properties = new { model = new { name = model } } }]
        );
    }

    public void Made(string type, string name, string location)
    {
        Write("resource-list", $"{type}\t{name}\t{location}\n");
        Json("resource-list", [Tagged(type, name, location)]);
    }

    public void Deleted(string vault, string account, string location)
    {
        Write("keyvault-list-deleted", $"{vault}\n");
        Json(
            "keyvault-list-deleted",
            [new { name = vault, properties = new { vaultId = $"/s/1/resourceGroups/{Group}/p/vaults/{vault}" } }]
        );
        Write("cognitiveservices-account-list-deleted", $"{account}\t{location}\n");
        var id = $"/s/1/p/locations/{location}/resourceGroups/{Group}/deletedAccounts/{account}";
        Json(
            "cognitiveservices-account-list-deleted",
            [
                new
                {
                    id,
                    name = account,
                    location,
                },
            ]
        );
    }

    public void App(string id) => Write("resource-list", id + "\n");

    public string Asked() => File.ReadAllText(Path.Combine(folder, "asked"));

    public string Secret(string vault, string name) => File.ReadAllText(Path.Combine(folder, "secrets", vault, name));

    public bool HasSecret(string vault, string name) => File.Exists(Path.Combine(folder, "secrets", vault, name));

    /// <param name="arguments">Those of the script for bash; its twin gets the same by its own names.</param>
    public (int Code, string Said, string Mistakes) Run(
        string script,
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        var file = Path.Combine(Repository.Root, "infra", $"{script}.{kind}");
        var start =
            kind == "sh"
                ? new ProcessStartInfo(file, arguments)
                : new ProcessStartInfo("pwsh", ["-NoProfile", "-File", file, .. ByName(script, arguments)]);
        (start.UseShellExecute, start.RedirectStandardError) = (false, true);
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        foreach (
            var name in start.Environment.Keys.Where(k => k.StartsWith("AZURE_", StringComparison.Ordinal)).ToList()
        )
        {
            start.Environment.Remove(name);
        }

        start.Environment["PATH"] = $"{folder}:{start.Environment["PATH"]}";
        start.Environment["NO_COLOR"] = "1";
        // The script is run from another folder, because it must find its own by itself.
        start.WorkingDirectory = folder;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Write(Typed);
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEndAsync();
        var mistakes = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said.Result, mistakes);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static IEnumerable<string> ByName(string script, string[] arguments) =>
        script == "before"
            ? arguments.SelectMany((value, at) => new[] { new[] { "-Environment", "-Region", "-Models" }[at], value })
            : arguments.Select(argument =>
                argument switch
                {
                    "--ask" => "-Ask",
                    "--from" => "-From",
                    "--app" => "-App",
                    _ => argument,
                }
            );

    private static object Tagged(string type, string name, string location) =>
        new
        {
            type,
            name,
            location,
            kind = "OpenAI",
            resourceGroup = Group,
            tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["azd-env-name"] = "mine" },
        };

    private void Json(string question, IEnumerable<object> answer) =>
        Write(question + ".json", JsonSerializer.Serialize(answer));

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
