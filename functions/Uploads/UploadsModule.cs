using AiPromptGen.Uploads.Fetching;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Uploads;

internal static class UploadsModule
{
    public static FunctionsApplicationBuilder AddUploads(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddSingleton(IntakeLimits.Default);
        builder.Services.AddSingleton<PictureIntake>();
        builder.Services.AddSingleton(FetchLimits.Default);
        builder.Services.AddSingleton<IPictureNetwork, SystemNetwork>();
        builder.Services.AddSingleton<PictureFetcher>();
        builder.Services.AddSingleton<UploadIndex>();
        builder.Services.AddSingleton<UploadStore>();
        builder.Services.AddSingleton<UploadAdmission>();
        builder.Services.AddSingleton<IErasureStep, UploadErasure>();
        return builder;
    }
}
