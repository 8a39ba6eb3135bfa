using AiPromptGen.Site;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Tests.Local.Site;

/// <summary>What a local run serves beside the API, from a site of two pages.</summary>
[TestFixture]
internal sealed class LocalSiteTests
{
    private const string Headers = """
        {
          "globalHeaders": {
            "Content-Security-Policy": "img-src {blobs}; connect-src 'self' {api} {blobs} {signIn}; frame-src {signIn}",
            "Strict-Transport-Security": "max-age=1",
            "Cache-Control": "no-cache"
          },
          "routes": [{ "route": "/assets/*", "headers": { "Cache-Control": "immutable" } }]
        }
        """;

    private string folder = "";
    private SiteBuild build = null!;

    [SetUp]
    public void Make()
    {
        folder = Path.Join(TestContext.CurrentContext.WorkDirectory, Guid.NewGuid().ToString("n"), "site");
        foreach (var inner in (string[])["dist/privacy", "dist/assets", "src"])
        {
            Directory.CreateDirectory(Path.Join(folder, inner));
        }

        File.WriteAllText(Path.Join(folder, "package.json"), "{}");
        File.WriteAllText(Path.Join(folder, "../AiPromptGen.sln"), "");
        File.WriteAllText(Path.Join(folder, "../secret.txt"), "secret");
        File.WriteAllText(Path.Join(folder, "dist/staticwebapp.config.json"), Headers);
        File.WriteAllText(Path.Join(folder, "dist/index.html"), "home");
        File.WriteAllText(Path.Join(folder, "dist/privacy/index.html"), "policy");
        File.WriteAllText(Path.Join(folder, "dist/assets/a.js"), "script");
        File.WriteAllText(Path.Join(folder, "dist/404.html"), "nothing");
        build = SiteBuild.Find(Path.Join(folder, "src"))!;
    }

    [TearDown]
    public void Delete() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [TestCase("/", 200, "home", "text/html; charset=utf-8")]
    [TestCase("/privacy/", 200, "policy", "text/html; charset=utf-8")]
    [TestCase("/assets/a.js", 200, "script", "text/javascript; charset=utf-8")]
    [TestCase("/nowhere", 404, "nothing", "text/html; charset=utf-8")]
    [TestCase("/../secret.txt", 404, "nothing", "text/html; charset=utf-8")]
    [TestCase("/privacy/../../../secret.txt", 404, "nothing", "text/html; charset=utf-8")]
    public async Task A_path_is_a_file_or_nothing(string path, int status, string text, string type)
    {
        var (http, body) = await GetAsync(path);

        Assert.That((http.Response.StatusCode, body, http.Response.ContentType), Is.EqualTo((status, text, type)));
    }

    [Test]
    public async Task A_folder_is_asked_for_with_a_slash()
    {
        var (http, _) = await GetAsync("/privacy");

        Assert.That(http.Response.Headers.Location.ToString(), Is.EqualTo("/privacy/"));
        Assert.That(http.Response.StatusCode, Is.EqualTo(302));
    }

    [Test]
    public async Task Headers_are_those_of_the_file_with_this_machines_addresses()
    {
        var (page, _) = await GetAsync("/");
        var (script, _) = await GetAsync("/assets/a.js");

        Assert.That(
            page.Response.Headers.ContentSecurityPolicy.ToString(),
            Is.EqualTo("img-src http://127.0.0.1:1; connect-src 'self' http://127.0.0.1:1; frame-src 'none'")
        );
        Assert.That(page.Response.Headers.CacheControl.ToString(), Is.EqualTo("no-cache"));
        Assert.That(script.Response.Headers.CacheControl.ToString(), Is.EqualTo("immutable"));
        Assert.That(page.Response.Headers.StrictTransportSecurity.ToString(), Is.Empty);
    }

    [TestCase("br, gzip", "br")]
    [TestCase("gzip", "gzip")]
    [TestCase("", "")]
    public async Task A_text_is_sent_as_small_as_the_browser_takes_it(string accepted, string encoding)
    {
        File.WriteAllText(Path.Join(folder, "dist/assets/a.js"), new string('a', 10_000));

        var (http, body) = await GetAsync("/assets/a.js", accepted);

        Assert.That(http.Response.Headers.ContentEncoding.ToString(), Is.EqualTo(encoding));
        Assert.That(body, encoding.Length == 0 ? Has.Length.EqualTo(10_000) : Has.Length.LessThan(1000));
        Assert.That(http.Response.Headers.Vary.ToString(), Is.EqualTo(encoding.Length == 0 ? "" : "Accept-Encoding"));
    }

    [Test]
    public async Task With_an_identity_provider_the_policy_names_it()
    {
        var (page, _) = await GetAsync("/", "", ("Accounts:DevelopmentSignIn", "false"));

        Assert.That(
            page.Response.Headers.ContentSecurityPolicy.ToString(),
            Does.EndWith("https://login.example.org; frame-src https://login.example.org")
        );
    }

    [Test]
    public async Task Until_there_is_something_a_page_says_that_it_is_being_built()
    {
        Directory.Delete(build.Output, recursive: true);

        var (http, body) = await GetAsync("/");

        Assert.That(http.Response.StatusCode, Is.EqualTo(503));
        Assert.That(http.Response.Headers.RetryAfter.ToString(), Is.EqualTo("2"));
        Assert.That(body, Does.Contain("being built").And.Contain("http-equiv=\"refresh\""));
    }

    /// <summary>Another run that builds lets go of its lock. These stay as they are, for root as well.</summary>
    [TestCase("site-build.lock/a-folder")]
    [TestCase("site-build.log/a-folder")]
    [TestCase(null)]
    public async Task A_file_that_cannot_be_written_is_told_at_the_page(string? inTheWay)
    {
        Directory.Delete(build.Output, recursive: true);
        var made = Path.Join(folder, "../artifacts");
        if (inTheWay is not null)
        {
            Directory.CreateDirectory(Path.Join(made, inTheWay));
        }
        else
        {
            Directory.CreateDirectory(made);
            File.CreateSymbolicLink(Path.Join(made, "site-build.lock"), Path.Join(made, "missing/file"));
        }

        using var end = new CancellationTokenSource();
        build.StartIfOld(end.Token);
        for (var waited = 0; build.Failure is null && waited < 200; waited++)
        {
            await Task.Delay(50);
        }

        var (_, body) = await GetAsync("/");
        await end.CancelAsync();

        Assert.That(body, Does.Contain("could not be built").And.Contain("site-build.lo"));
        Assert.That(build.Failure, Does.Not.Contain("npm").And.Not.Contain("\n"));
    }

    [Test]
    public void What_was_built_is_old_once_a_source_is_newer()
    {
        var source = Path.Join(folder, "src/a.ts");
        File.WriteAllText(source, "");
        File.SetLastWriteTimeUtc(source, DateTime.UtcNow.AddHours(-1));
        Assert.That(build.IsOld(), Is.False);

        File.SetLastWriteTimeUtc(source, DateTime.UtcNow.AddHours(1));
        Assert.That(build.IsOld(), Is.True);
    }

    [TestCase("/api", true)]
    [TestCase("/api/health", true)]
    [TestCase("/apis/", false)]
    [TestCase("/", false)]
    public void The_prefix_is_left_to_the_API(string path, bool isOfApi) =>
        Assert.That(LocalSite.IsOfApi(path, "api"), Is.EqualTo(isOfApi));

    [Test]
    public void Outside_of_a_repository_there_is_no_site() => Assert.That(SiteBuild.Find(Path.GetTempPath()), Is.Null);

    private async Task<(HttpContext Http, string Body)> GetAsync(
        string path,
        string acceptedEncodings = "",
        params (string Name, string Value)[] more
    )
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = "AccountName=a;BlobEndpoint=http://127.0.0.1:1/a",
            ["Accounts:DevelopmentSignIn"] = "true",
            ["AzureAd:Instance"] = "https://login.example.org/",
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
        };
        http.Request.Method = "GET";
        http.Request.Path = path;
        http.Request.Headers.AcceptEncoding = acceptedEncodings;
        http.Response.Body = new MemoryStream();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await new LocalSite(build, configuration, http.RequestServices).ServeAsync(http);
        http.Response.Body.Position = 0;
        using var reader = new StreamReader(http.Response.Body);
        return (http, await reader.ReadToEndAsync());
    }
}
