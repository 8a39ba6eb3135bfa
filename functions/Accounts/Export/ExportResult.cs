using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;

namespace AiPromptGen.Accounts.Export;

/// <summary>The document alone.</summary>
internal sealed class JsonExport(ExportDocument document, AccountId account) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ExportHeaders.Set(httpContext.Response, "application/json", "account.json");
        return document.WriteAsync(account, httpContext.Response.Body, httpContext.RequestAborted);
    }
}

/// <summary>The document and every picture held, zipped while it is sent.</summary>
internal sealed class ZipExport(ExportDocument document, AccountPictures pictures, AccountId account) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancelled) = (httpContext.Response, httpContext.RequestAborted);
        ExportHeaders.Set(response, "application/zip", "account.zip");
        // The archive writes the few bytes around an entry synchronously; the entries themselves are asynchronous.
        httpContext.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        await using var zip = await ZipArchive.CreateAsync(
            response.Body,
            ZipArchiveMode.Create,
            leaveOpen: true,
            entryNameEncoding: null,
            cancelled
        );
        await using (var entry = await zip.CreateEntry("account.json").OpenAsync(cancelled))
        {
            await document.WriteAsync(account, entry, cancelled);
        }

        await foreach (var picture in pictures.ListAsync(account, cancelled))
        {
            var name = $"{picture.Container}/{picture.Name}{Extension(picture.ContentType)}";
            // Pictures are compressed already.
            await pictures.CopyAsync(
                account,
                picture,
                token => zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(token),
                cancelled
            );
        }
    }

    private static string Extension(string contentType) =>
        contentType.Split('/') is ["image", var format] ? $".{format}" : "";
}

internal static class ExportHeaders
{
    public static void Set(HttpResponse response, string contentType, string name)
    {
        response.ContentType = contentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }
}
