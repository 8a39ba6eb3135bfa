using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Site;

/// <summary>
/// Serves the website at <c>/</c> of a local run, from <c>site/dist</c> of the repository and with the headers that production
/// has. What lies below the API's prefix is left to the API, which never waits for the site.
/// </summary>
public sealed class LocalSite
{
    private readonly SiteBuild build;
    private readonly IConfiguration configuration;
    private readonly FileExtensionContentTypeProvider types = new();
    private readonly ResponseCompressionMiddleware compressed;

    internal LocalSite(SiteBuild build, IConfiguration configuration, IServiceProvider services)
    {
        (this.build, this.configuration) = (build, configuration);
        compressed = SiteCompression.Before(SendSiteAsync, services);
        types.Mappings[".yaml"] = "application/yaml";
        foreach (var text in (string[])[".html", ".css", ".js", ".txt"])
        {
            types.Mappings[text] += "; charset=utf-8";
        }
    }

    /// <param name="app">Before the functions: whatever is not theirs ends here.</param>
    /// <param name="folder">Where the app lies. Outside of the repository there is no site to serve.</param>
    /// <param name="apiPrefix">The first part of the API's paths: "api".</param>
    public static void UseIn(IApplicationBuilder app, IConfiguration configuration, string folder, string apiPrefix)
    {
        if (SiteBuild.Find(folder) is not { } build)
        {
            return;
        }

        var lifetime = app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>();
        build.StartIfOld(lifetime.ApplicationStopping);
        var site = new LocalSite(build, configuration, app.ApplicationServices);
        app.Use((http, next) => IsOfApi(http.Request.Path, apiPrefix) ? next(http) : site.ServeAsync(http));
    }

    internal static bool IsOfApi(PathString path, string apiPrefix) =>
        path.StartsWithSegments($"/{apiPrefix}", StringComparison.OrdinalIgnoreCase);

    internal Task ServeAsync(HttpContext http) => compressed.Invoke(http);

    private async Task SendSiteAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        if (!Directory.Exists(build.Output))
        {
            await BeingBuiltAsync(http);
            return;
        }

        var path = http.Request.Path.Value ?? "/";
        foreach (var (name, value) in SiteHeaders.Of(build.Output, path, configuration))
        {
            http.Response.Headers[name] = value;
        }

        if (FileOf(path) is not { } file)
        {
            await NotFoundAsync(http);
        }
        else if (Directory.Exists(file))
        {
            // As production does, so that relative addresses mean the same.
            http.Response.Redirect($"{path}/", permanent: false);
        }
        else
        {
            await SendAsync(http, file);
        }
    }

    /// <returns>A file, or a folder that has to be asked for with a slash at its end; null when there is neither.</returns>
    private string? FileOf(string path)
    {
        var asked = Path.GetFullPath(Path.Join(build.Output, path.Replace('/', Path.DirectorySeparatorChar)));
        var inside =
            asked.Equals(build.Output, StringComparison.Ordinal)
            || asked.StartsWith(build.Output + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        var index = Path.Join(asked, "index.html");
        return !inside ? null
            : path.EndsWith('/') && File.Exists(index) ? index
            : File.Exists(asked) || File.Exists(index) ? asked
            : null;
    }

    private async Task SendAsync(HttpContext http, string file)
    {
        var type = types.TryGetContentType(file, out var known) ? known : "application/octet-stream";
        await Results
            .File(file, type, lastModified: new DateTimeOffset(File.GetLastWriteTimeUtc(file)))
            .ExecuteAsync(http);
    }

    private async Task NotFoundAsync(HttpContext http)
    {
        var page = Path.Join(build.Output, "404.html");
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        if (File.Exists(page))
        {
            http.Response.ContentType = types.Mappings[".html"];
            await http.Response.SendFileAsync(page, http.RequestAborted);
        }
    }

    /// <summary>Until there is something to serve. It asks again by itself, without a script.</summary>
    private async Task BeingBuiltAsync(HttpContext http)
    {
        var (title, text) = build.Failure is { } failure
            ? ("The site could not be built", failure)
            : ("The site is being built", "This takes about a minute the first time. The API works already.");
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = "2";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        http.Response.ContentType = types.Mappings[".html"];
        await http.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="refresh" content="2"><title>{title}</title></head>
            <body><main><h1>{title}</h1><p>{System.Net.WebUtility.HtmlEncode(text)}</p></main></body>
            </html>
            """,
            http.RequestAborted
        );
    }
}
