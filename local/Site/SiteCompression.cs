using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Site;

/// <summary>
/// Pages, scripts and styles go compressed to whom asks for that, as Static Web Apps sends them: what is measured on a
/// developer's machine is then what people get. Fonts and pictures are compressed already.
/// </summary>
internal static class SiteCompression
{
    private static readonly string[] MoreTexts = ["image/svg+xml", "application/yaml"];

    public static ResponseCompressionMiddleware Before(RequestDelegate next, IServiceProvider services)
    {
        var options = new ResponseCompressionOptions
        {
            MimeTypes = ResponseCompressionDefaults.MimeTypes.Concat(MoreTexts),
        };
        options.Providers.Add(
            new BrotliCompressionProvider(
                Options.Create(new BrotliCompressionProviderOptions { Level = CompressionLevel.Optimal })
            )
        );
        options.Providers.Add(
            new GzipCompressionProvider(
                Options.Create(new GzipCompressionProviderOptions { Level = CompressionLevel.Optimal })
            )
        );
        return new(next, new ResponseCompressionProvider(services, Options.Create(options)));
    }
}
